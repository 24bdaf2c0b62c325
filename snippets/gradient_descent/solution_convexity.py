# %% [markdown]
# # Solution: convex or not?

# %% functions
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

# %% test
w = np.linspace(-6, 6, 2401)
h = 0.05


def bends_down(f):
    bend = f(w + h) - 2 * f(w) + f(w - h)
    return bool((bend < -1e-9).any())


found = []
for name, f in functions.items():
    found.append(bends_down(f))
    print(f"{name:18}", found[-1])

# %% check
assert found == [False, True, False, False, True]
