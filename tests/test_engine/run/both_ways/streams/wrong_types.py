# Right: what is no text is a TypeError.
# %% show
import sys

for value in (b"x", None, 3):
    try:
        sys.stdout.write(value)
    except TypeError as error:
        print(error)
print(3 .real.__class__, file=None)
print(sys.stdout.write("four"), sys.stdout.writelines(["a", "b\n"]))
