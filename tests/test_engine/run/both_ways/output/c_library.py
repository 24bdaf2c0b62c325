# Right: what C writes appears where it was flushed.
# %% show
import ctypes

c = ctypes.CDLL(None)
print("python")
c.puts(b"puts")
c.printf(b"%d and %s\n", 5, b"printf")
c.fflush(None)
print("python again")
