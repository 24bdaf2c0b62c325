# Right: bytes can be written to the buffer of a stream.
# %% show
import sys

sys.stdout.buffer.write("字节\n".encode())
sys.stdout.flush()
print(sys.stdout.buffer.writable(), sys.stdout.buffer.readable(), sys.stdout.buffer.fileno(), sys.stdout.buffer.closed)
