# %% [markdown]
# # Solution: which of these are convex?

# %% test
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
bends_down = []
for name, f in functions.items():
    bend = f(w + h) - 2 * f(w) + f(w - h)  # negative where the curve rises above a chord
    bends_down.append(bool(bend.min() < -1e-9))
    print(f"{name:18}  {'not convex' if bends_down[-1] else 'no counterexample'}")

# %% check
assert bends_down == [False, True, False, False, True]
