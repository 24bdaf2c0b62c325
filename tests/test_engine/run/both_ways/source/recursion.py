# Right: as deep as Python allows, and not one call deeper.
# %% show
import sys


def dive(depth):
    try:
        return dive(depth + 1)
    except RecursionError:
        return depth


print(sys.getrecursionlimit(), dive(1))

# %% deeper
sys.setrecursionlimit(3000)
print(dive(1))
