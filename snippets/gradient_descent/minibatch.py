# %% [markdown]
# # Mini-batch gradient descent

# %% data
import numpy as np

x = np.array([100.0, 200.0, 300.0])
y = 2 * x


# %% functions
def forward(x, w):
    return w * x


def cost(x, y, w):
    return np.mean((forward(x, w) - y) ** 2)


def gradient(x, y, w):
    return np.mean(2 * x * (forward(x, w) - y))


# %% train
rng = np.random.default_rng(11)  # a run long enough to look at
w, lr, batch_size = 1.0, 1e-5, 2
prediction_before = forward(400, w)
costs = [cost(x, y, w)]
while costs[-1] > 1e-7:
    order = rng.permutation(len(x))  # a new order every epoch
    for start in range(0, len(x), batch_size):
        batch = order[start : start + batch_size]
        w -= lr * gradient(x[batch], y[batch], w)
    costs.append(cost(x, y, w))
epochs = len(costs) - 1
prediction_after = forward(400, w)
print(f"{epochs} epochs, w {w:.7f}")
print(f"forward(400): {prediction_before:.2f} -> {prediction_after:.2f}")

# %% curve
import matplotlib.pyplot as plt

plt.plot(range(epochs + 1), costs, "o-", color="C2", markersize=6, clip_on=False)
plt.yscale("symlog", linthresh=0.1)  # logarithmic, but with a zero
plt.ylim(bottom=0)
plt.xticks(range(epochs + 1))
plt.xlabel("epoch (every sample once)")
plt.ylabel("cost")
plt.show()

# %% seeds
epochs_by_seed = []
for seed in range(100):
    rng, v, count = np.random.default_rng(seed), 1.0, 0
    while cost(x, y, v) > 1e-7:
        order = rng.permutation(3)
        for batch in (order[:2], order[2:]):
            v -= lr * gradient(x[batch], y[batch], v)
        count += 1
    epochs_by_seed.append(count)
fewest, most = min(epochs_by_seed), max(epochs_by_seed)
print(f"100 seeds: {fewest} to {most} epochs")

# %% pairs
pairs = {(100, 200): [0, 1], (100, 300): [0, 2], (200, 300): [1, 2]}
factors, by_epoch = [], []
for pair, rows in pairs.items():
    rest = np.delete(x, rows)
    factors.append(1 - 2 * lr * np.mean(x[rows] ** 2))
    by_epoch.append(factors[-1] * (1 - 2 * lr * rest[0] ** 2))
    print(f"{pair}, then {rest[0]:.0f}: distance to 2 times {factors[-1]:.1f}, in the epoch {by_epoch[-1] + 0:.2f}")

# %% check
assert abs(w - 2) < 1e-5
assert abs(prediction_after - 800) < 1e-2
assert fewest <= epochs <= most
