# Right: a generator that is left in the middle is closed, with all its names still there.
# %% show
import os


def numbers():
    try:
        yield from range(9)
    finally:
        print("closed the generator", os.sep, len(helper()))


def helper():
    return [left]


left = numbers()
next(left)
print("end of the program")
