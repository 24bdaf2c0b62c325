# %% [markdown]
# # Start: convex or not?

# %% start
import numpy as np


def sigmoid(w):
    return 1 / (1 + np.exp(-w))


functions = {
    "w^4": lambda w: w**4,
    "sin(w)": np.sin,
    "log(1 + exp(w))": lambda w: np.log1p(np.exp(w)),
    "-log(sigmoid(w))": lambda w: -np.log(sigmoid(w)),
    "(sigmoid(w) - 1)^2": lambda w: (sigmoid(w) - 1) ** 2,
}
w = np.linspace(-6, 6, 2401)
h = 0.05


def bends_down(f):
    return None  # is f(w+h) - 2f(w) + f(w-h) below -1e-9 anywhere?


for name, f in functions.items():
    print(f"{name:18}", bends_down(f))
if bends_down(np.sin) is None:
    print("missing: bends_down")

# %% check
assert bends_down(np.sin) is None or bends_down(np.sin)
