# Right: about as deep as Python allows; the run itself takes a few calls.
# %% show
import sys


def dive(depth):
    try:
        return dive(depth + 1)
    except RecursionError:
        return depth


print(sys.getrecursionlimit(), dive(1) // 100)

# %% deeper
sys.setrecursionlimit(3000)
print(dive(1) // 100)
