# Right: a child that does not leave runs the rest of the program too, through all cells to its end.
# %% show
import atexit
import os

atexit.register(print, "said at exit")
child = os.fork()
if child:
    os.waitpid(child, 0)

# %% rest
print("parent" if child else "child", "runs the second cell")
