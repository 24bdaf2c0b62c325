# Right: the module is the outermost frame of the program.
# %% first
import inspect
import sys


def depth():
    return len(inspect.stack())


print(len(inspect.stack()), depth(), [each.function for each in inspect.stack()])
print(inspect.stack()[-1].filename == __file__, sys._getframe().f_back)

# %% second
try:
    sys._getframe(1)
except ValueError as error:
    print(error)
print(
    sys._getframe().f_code.co_name,
    sys._getframe().f_code.co_filename == __file__,
    sys._getframe().f_globals is globals(),
)
print(depth(), sys._getframe().f_lineno, sys.exc_info())
