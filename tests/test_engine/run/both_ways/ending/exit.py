# Right: sys.exit() ends with 0.
# %% show
import sys

print("said")
sys.exit()
print("never")
