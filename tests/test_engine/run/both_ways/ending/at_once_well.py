# Right: os._exit(0) ends with 0.
# %% show
import os

print("said")
os._exit(0)
