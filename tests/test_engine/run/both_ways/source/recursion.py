# Right: nearly as many calls as the limit says, which the program can raise.
# %% show
import sys


def dive(depth):
    try:
        return dive(depth + 1)
    except RecursionError as error:
        print(error)
        return depth


print(sys.getrecursionlimit(), 950 < dive(1) < 1000)

# %% deeper
sys.setrecursionlimit(3000)
print(2950 < dive(1) < 3000, sys.getrecursionlimit())
