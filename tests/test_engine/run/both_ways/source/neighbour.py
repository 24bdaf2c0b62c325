# Right: a module that the program writes beside itself can be imported.
# %% write
from pathlib import Path

Path("neighbour.py").write_text("print('imported', __name__)\nvalue = 7\n")
Path("package").mkdir()
Path("package/__init__.py").write_text("from . import part\n")
Path("package/part.py").write_text("name = __name__\n")

# %% use
import neighbour
import package

print(neighbour.value, package.part.name, neighbour)
