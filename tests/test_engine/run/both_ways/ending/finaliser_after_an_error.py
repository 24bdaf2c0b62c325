# Right: the locals of the function that failed live until the error is forgotten.
# %% first
import atexit

atexit.register(print, "at exit")


class Named:
    def __del__(self):
        print("gone")


# %% second
def fail():
    local = Named()
    raise ValueError("uncaught")


fail()
