# Right: what C holds back in its buffer appears when the process ends.
# %% show
import ctypes

c = ctypes.CDLL(None)
c.printf(b"held back by C\n")
print("python")
