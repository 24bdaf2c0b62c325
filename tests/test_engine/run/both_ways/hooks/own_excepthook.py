# Right: the program's hook gets the error, with a traceback that begins in the program.
# %% hook
import sys
import traceback


def hook(kind, value, trace):
    print("hook:", kind.__name__, value, value.__traceback__ is trace)
    traceback.print_exception(value)
    print([frame.name for frame in traceback.extract_tb(trace)], trace.tb_next)


sys.excepthook = hook

# %% fail
1 / 0
