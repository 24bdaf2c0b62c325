# Right: tracebacks that the program prints name its own lines, file and functions.
# %% show
import sys
import traceback


def divide(a, b):
    return a / b


# %% caught
try:
    divide(1, 0)
except ZeroDivisionError:
    traceback.print_exc()
    traceback.print_exc(file=sys.stdout)
    print(traceback.format_exc(limit=1))
traceback.print_stack()
