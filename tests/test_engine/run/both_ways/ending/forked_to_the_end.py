# Right: "child 1", "child 2", "at exit", then the parent's three lines.
# %% fork
import atexit
import os

atexit.register(print, "at exit")
child = os.fork()
if child:
    os.waitpid(child, 0)
name = "parent" if child else "child"
print(name, 1)

# %% both
print(name, 2)
