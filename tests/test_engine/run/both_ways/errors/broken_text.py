# Right: an exception whose text fails is shown all the same.
# %% show
class Broken(Exception):
    def __str__(self):
        raise ValueError("no text")


raise Broken("lost")
