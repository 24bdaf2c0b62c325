# /// script
# dependencies = ["numpy", "matplotlib", "scikit-learn"]
# ///

# %% [markdown]
# # A neuron learns to tell 0 from 1

# %% data
from sklearn.datasets import load_digits

digits = load_digits()
chosen = digits.target < 2  # True for 0 and 1
x = digits.data[chosen] / 16  # (360, 64) the rows where it is True
y = digits.target[chosen]  # (360,) the right answers

# %% loop
import numpy as np

w, b = np.zeros(64), 0
for epoch in 1, 2, 3, 4:
    mistakes = 0
    for x_n, y_n in zip(x[:180], y[:180]):
        z = w @ x_n + b
        y_hat = 1 if z >= 0 else 0
        error = y_n - y_hat  # 1: add, -1: subtract
        w += error * x_n
        b += error
        mistakes += abs(error)
    print(epoch, mistakes)

# %% unseen
z = x[180:] @ w + b  # (180,) a score for every row
right = (z >= 0) == y[180:]
print(right.sum(), len(right))

# %% walk
import matplotlib.pyplot as plt


def show_weights(ax, w, most):
    for i, each in enumerate(w):
        color = "C1" if each > 0 else "C0"
        strength = min(abs(each) / most, 1)
        ax.add_patch(plt.Rectangle((i % 8, i // 8), 1, 1, color=color, alpha=strength, lw=0))
    ax.set(title="$w$", xlim=(0, 8), ylim=(8, 0), aspect="equal")


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
    show_weights(axes[1], after, 1.5)
    for ax in axes:
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set_visible(True)
    plt.show()

# %% check
first_mistakes = len(shown)
n_new, n_right = len(right), int(right.sum())
n_missed = n_new - n_right
assert mistakes == 0
assert 0 < n_missed < n_new / 10
assert np.array_equal(w, v)
assert np.array_equal(w, sum((2 * y_n - 1) * x_n for x_n, y_n, _ in shown))
most_first = 0  # mistakes in the first epoch, in six other orders
for seed in range(6):
    order = np.random.default_rng(seed).permutation(len(x))
    v, c, counts = np.zeros(64), 0, []
    for _ in range(4):
        wrong = 0
        for i in order[:180]:
            error = y[i] - (1 if v @ x[i] + c >= 0 else 0)
            v, c, wrong = v + error * x[i], c + error, wrong + abs(error)
        counts.append(wrong)
    most_first = max(most_first, int(counts[0]))
    assert counts[-1] == 0
    assert np.sum((x[order[180:]] @ v + c >= 0) == y[order[180:]]) > 168
assert first_mistakes < most_first < 30
