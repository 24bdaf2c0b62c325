# Right: an exception of a class of the program's own, without a text, is its name.
# %% first
class Odd(Exception):
    pass


# %% second
raise Odd
