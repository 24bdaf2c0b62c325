# Right: nothing but what is installed or lies in the folder can be imported.
# %% show
import importlib
import importlib.util

for name in ("snippets", "snippets._engine", "snippets._engine.run.inside.program", "tests", "modules"):
    try:
        print(importlib.import_module(name))
    except ModuleNotFoundError as error:
        print(error)
print([importlib.util.find_spec(name) for name in ("snippets", "tests", "modules")])
