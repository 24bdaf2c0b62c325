# Right: bytes that are no UTF-8 are written as they are.
# %% show
import os
import sys

sys.stdout.buffer.write(b"caf\xe9 \xff\xfe\n")
sys.stdout.buffer.flush()
os.write(2, bytes(range(128, 256)) + b"\n")
print("after them")
