# /// script
# dependencies = ["numpy", "scikit-learn"]
# ///

# %% [markdown]
# # The hardest pair of digits

# %% data
import numpy as np
from sklearn.datasets import load_digits

digits = load_digits()


def learn(one, other):
    chosen = np.isin(digits.target, [one, other])
    x = digits.data[chosen] / 16
    y = (digits.target[chosen] == other).astype(int)
    half = len(x) // 2
    w, b = np.zeros(64), 0
    for _ in range(20):
        for x_n, y_n in zip(x[:half], y[:half]):
            error = y_n - int(w @ x_n + b >= 0)
            w += error * x_n
            b += error
    right = (x[half:] @ w + b >= 0) == y[half:]
    return right.mean()


# %% solution
shares = []
for one in range(10):
    for other in range(one + 1, 10):
        shares.append((learn(one, other), one, other))
shares.sort()
for share, one, other in shares[:5]:
    print(one, other, f"{share:.3f}")
print(sum(share > 0.99 for share, _, _ in shares))

# %% check
lowest, hard_one, hard_other = shares[0]
n_pairs = len(shares)
assert (hard_one, hard_other) == (1, 8)
assert (0, 2) in [(one, other) for _, one, other in shares[:5]]
n_easy = sum(share > 0.99 for share, _, _ in shares)
