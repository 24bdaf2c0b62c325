# Right: modules can be reloaded, and made by the program.
# %% first
import importlib
import json
import sys
import types

print(importlib.reload(json) is json)
made = types.ModuleType("made")
exec("def f(): return __name__", made.__dict__)
sys.modules["made"] = made

# %% second
from made import f

print(f(), made)
import importlib.metadata

print(importlib.metadata.version("numpy") == __import__("numpy").__version__)
