# Right: Python shows the error of the hook, and then the first error.
# %% hook
import sys


def hook(kind, value, trace):
    raise RuntimeError("the hook fails")


sys.excepthook = hook

# %% fail
int("five")
