# Right: an error at exit is shown; what else is to be called is called, and the exit code is 0.
# %% show
import atexit


def fail():
    raise ValueError("late")


atexit.register(print, "called last")
atexit.register(fail)
atexit.register(print, "called first")
