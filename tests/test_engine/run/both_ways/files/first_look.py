# Right: at the beginning the folder holds the program alone.
# %% show
import os
from pathlib import Path

print(os.listdir("."), os.path.basename(os.getcwd()) == Path.cwd().name, os.stat(__file__).st_size > 0)
print([path.name for path in Path(".").rglob("*")])
