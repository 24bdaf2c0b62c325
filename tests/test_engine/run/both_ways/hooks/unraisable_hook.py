# Right: the program's hook gets errors that nobody can catch.
# %% first
import sys


class Odd:
    def __del__(self):
        raise ValueError("lost")


sys.unraisablehook = lambda report: print("handled", report.exc_value, report.err_msg, report.object.__name__)
odd = Odd()
del odd

# %% second
sys.unraisablehook = sys.__unraisablehook__
Odd()
