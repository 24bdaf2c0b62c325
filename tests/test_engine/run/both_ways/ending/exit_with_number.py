# Right: the number is the exit code, also through finally and in a function.
# %% show
import sys


def leave():
    try:
        sys.exit(3)
    finally:
        print("finally")


leave()
