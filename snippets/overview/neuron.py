# /// script
# dependencies = ["numpy", "matplotlib", "scikit-learn"]
# ///

# %% [markdown]
# # A neuron learns to tell 0 from 1

# %% data
from sklearn.datasets import load_digits

digits = load_digits()
chosen = digits.target < 2  # zeros and ones only
x = digits.data[chosen] / 16  # (360, 64)
y = digits.target[chosen]  # (360,)

# %% loop
import numpy as np

w, b = np.zeros(64), 0
for epoch in 1, 2, 3, 4:
    mistakes = 0
    for x_n, y_n in zip(x[:180], y[:180]):
        z = w @ x_n + b
        y_hat = 1 if z >= 0 else 0
        error = y_n - y_hat
        w += error * x_n
        b += error
        mistakes += abs(error)
    print(epoch, mistakes)

# %% unseen
z = x[180:] @ w + b  # (180,)
right = (z >= 0) == y[180:]
print(right.sum(), len(right))

# %% walk
import matplotlib.pyplot as plt

v, c, shown = np.zeros(64), 0, []
for x_n, y_n in zip(x[:180], y[:180]):
    error = y_n - (1 if v @ x_n + c >= 0 else 0)
    if error == 0:
        continue
    v, c = v + error * x_n, c + error
    shown.append((x_n, y_n, v.copy()))
for x_n, y_n, after in shown:
    fig, axes = plt.subplots(1, 2, figsize=(4.8, 2.9))
    axes[0].imshow(x_n.reshape(8, 8), cmap="viridis")
    axes[0].set_title(f"$y$ = {y_n}, $\\hat{{y}}$ = {1 - y_n}")
    axes[1].imshow(after.reshape(8, 8), cmap="PuOr", vmin=-1.5, vmax=1.5)
    axes[1].set_title("$w$")
    for ax in axes:
        ax.axis("off")
    plt.show()

# %% check
first_mistakes = len(shown)
n_new, n_right = len(right), int(right.sum())
n_missed = n_new - n_right
assert mistakes == 0
assert 0 < n_missed < n_new / 10
assert np.array_equal(w, v)
assert np.array_equal(w, sum((2 * y_n - 1) * x_n for x_n, y_n, _ in shown))
