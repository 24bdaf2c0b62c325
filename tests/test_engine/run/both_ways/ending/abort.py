# Right: an abort ends the program by its signal, and nothing is shown of it.
# %% show
import os

print("before")
os.abort()
