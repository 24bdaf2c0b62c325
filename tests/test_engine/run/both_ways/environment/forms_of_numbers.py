# Right: how numbers are printed and when NumPy complains is as usual, until the program changes it.
# %% first
import numpy as np

print(np.geterr(), np.get_printoptions()["precision"])
print(np.array([1 / 3, 1e-9]), np.float64(0.1), np.arange(3) / 7)
np.set_printoptions(precision=2)
old = np.seterr(divide="raise")

# %% second
print(np.array([1 / 3]), np.geterr()["divide"])
try:
    np.array([1.0]) / 0
except FloatingPointError as error:
    print(error)

# %% third
np.seterr(**old)
np.array([1.0]) / 0
