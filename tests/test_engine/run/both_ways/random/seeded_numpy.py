# Right: seeded generators of NumPy, old and new, give the numbers that they give anywhere.
# %% first
import numpy as np

np.random.seed(0)
print(np.random.rand(3), np.random.permutation(5))
rng = np.random.default_rng(0)

# %% second
print(rng.normal(size=3), rng.integers(10, size=3), np.random.randn(2))
print(np.random.RandomState(5).rand(), np.random.get_state()[0])
