# Right: what C writes appears where it was written, as C's buffer is turned off where Python's is.
# %% show
import ctypes

c = ctypes.CDLL(None)
c.printf(b"written by C\n")
print("python")
