# Right: what ended the program can be asked for at exit.
# %% first
import atexit
import sys
import traceback


def ask():
    print("at exit:", sys.last_type.__name__, sys.last_value, sys.exc_info())
    traceback.print_last()


atexit.register(ask)

# %% fail
raise LookupError("the last")
