# /// script
# dependencies = ["numpy", "scikit-learn"]
# ///

# %% [markdown]
# # Start: the hardest pair of digits

# %% start
import numpy as np
from sklearn.datasets import load_digits

digits = load_digits()


def learn(one, other, seed=0, epochs=20):
    chosen = np.isin(digits.target, [one, other])
    rng = np.random.default_rng(seed)
    order = rng.permutation(chosen.sum())  # mixes the writers
    x = digits.data[chosen][order] / 16
    y = (digits.target[chosen] == other).astype(int)[order]
    half = len(x) // 2
    w, b = np.zeros(64), 0
    for _ in range(epochs):
        for x_n, y_n in zip(x[:half], y[:half]):
            error = y_n - int(w @ x_n + b >= 0)
            w += error * x_n
            b += error
    right = (x[half:] @ w + b >= 0) == y[half:]
    return right.mean(), w


hardest = None  # (share, one, other) of all 45 pairs

# %% state
print(0, 1, f"{learn(0, 1)[0]:.3f}")
print("missing: hardest" if hardest is None else hardest)

# %% check
assert hardest is None or hardest[0] < 0.98
