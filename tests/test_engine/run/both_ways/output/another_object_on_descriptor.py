# Right: file objects over the descriptors write to the same place.
# %% show
import os

with os.fdopen(os.dup(1), "w") as stream:
    print("through another object", file=stream)
with open(2, "wb", closefd=False) as stream:
    stream.write("字节\n".encode())
print("sys.stdout")

# %% by_name
with open("/dev/stdout", "a") as stream:
    stream.write("by its name\n")
