# /// script
# dependencies = ["numpy", "matplotlib", "scikit-learn"]
# ///

# %% [markdown]
# # The hardest pair of digits

# %% data
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


# %% solution
def mean_share(one, other, epochs=20):
    return np.mean([learn(one, other, seed, epochs)[0] for seed in range(5)])


shares = []
for one in range(10):
    for other in range(one + 1, 10):
        shares.append((mean_share(one, other), one, other))
shares.sort()
for share, one, other in shares[:5]:
    print(one, other, f"{share:.3f}")
print(sum(share > 0.99 for share, _, _ in shares))

# %% epochs
lowest, hard_one, hard_other = shares[0]
by_epochs = []
for epochs in 1, 4, 40, 100:
    by_epochs.append(mean_share(hard_one, hard_other, epochs))
    print(epochs, f"{by_epochs[-1]:.3f}")

# %% weights
import matplotlib.pyplot as plt


def show_weights(ax, w, most):
    for i, each in enumerate(w):
        color = "C1" if each > 0 else "C0"
        strength = min(abs(each) / most, 1)
        ax.add_patch(plt.Rectangle((i % 8, i // 8), 1, 1, color=color, alpha=strength, lw=0))
    ax.set(title="$w$", xlim=(0, 8), ylim=(8, 0), aspect="equal")


_, w = learn(hard_one, hard_other)
means = [digits.images[digits.target == digit].mean(axis=0) for digit in (hard_one, hard_other)]
fig, axes = plt.subplots(1, 3, figsize=(4.8, 2))
for ax, mean, digit in zip(axes, means, (hard_one, hard_other)):
    ax.imshow(mean, cmap="viridis")
    ax.set_title(f"${digit}$")
show_weights(axes[2], w, np.abs(w).max())
for ax in axes:
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(True)
plt.show()

# %% check
n_pairs = len(shares)
n_easy = sum(share > 0.99 for share, _, _ in shares)
assert (hard_one, hard_other) == (1, 8)
assert lowest < 0.98
assert by_epochs[0] < by_epochs[2] - 0.02  # more epochs help at first
assert by_epochs[3] == by_epochs[2]  # and then not at all
