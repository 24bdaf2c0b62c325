# Right: standard output is a file, in which a position can be told.
# %% show
import os
import sys

print(sys.stdout.seekable(), sys.stdin.seekable())
print("four", end="", flush=True)
print()
print(os.lseek(1, 0, os.SEEK_CUR), os.fstat(1).st_size)
