# Right: os._exit ends without calling or writing anything.
# %% first
import atexit
import os

atexit.register(print, "never")
print("said")

# %% second
os._exit(3)
