# Right: a new module has these names in this order, and they say that it was started as a file.
# %% show
print(list(globals()))
print(dir())

# %% values
import os
import sys

print(__name__, __file__ == os.path.abspath(sys.argv[0]), __package__, __spec__, __cached__)
print(__builtins__, __doc__, __annotations__, type(__loader__).__name__, __loader__.name, __loader__.path == __file__)
print(sys.modules["__main__"].__dict__ is globals(), vars() is locals() is globals())
