# Right: the program is the module __main__, which others can import by that name.
# %% first
import importlib
import sys

value = 1
import __main__

print(__main__.value, __main__ is sys.modules["__main__"], importlib.import_module("__main__") is __main__)

# %% second
__main__.value = 2
print(value, __main__, hasattr(__main__, "second"))
if __name__ == "__main__":
    print("started as a program")
