# %% [markdown]
# # Stochastic gradient descent

# %% data
import numpy as np

x = np.array([100.0, 200.0, 300.0])
y = 2 * x


# %% functions
def forward(x, w):
    return w * x


def cost(w):
    return np.mean((forward(x, w) - y) ** 2)


def loss(i, w):
    return (forward(x[i], w) - y[i]) ** 2


def gradient(i, w):
    return 2 * x[i] * (forward(x[i], w) - y[i])


# %% train
rng = np.random.default_rng(0)
w, lr = 1.0, 1e-5
prediction_before = forward(400, w)
losses, weights = [], [w]
while cost(w) > 1e-7:  # all samples: looked at once in three draws
    for i in rng.choice(3, size=3):
        losses.append(loss(i, w))
        w -= lr * gradient(i, w)
        weights.append(w)
steps = len(losses)
prediction_after = forward(400, w)
print(f"{steps} steps, w {w:.7f}")
print(f"forward(400): {prediction_before:.2f} -> {prediction_after:.2f}")

# %% curve
import matplotlib.pyplot as plt

plt.plot(range(1, steps + 1), losses, "o-", color="C1", markersize=4, linewidth=1)
plt.yscale("log")
plt.locator_params(axis="x", integer=True)
plt.xlabel("step (one sample each)")
plt.ylabel("loss of that sample")
plt.show()

# %% seeds
fewest, medians, most, batch_steps = [], [], [], []
for rate in (5e-6, 1e-5):
    counts = []
    for seed in range(100):
        rng, v, count = np.random.default_rng(seed), 1.0, 0
        while cost(v) > 1e-7:
            v -= rate * gradient(rng.choice(3), v)
            count += 1
        counts.append(count)
    v, count = 1.0, 0
    while cost(v) > 1e-7:
        v -= rate * np.mean(2 * x * (forward(x, v) - y))
        count += 1
    fewest.append(min(counts))
    medians.append(np.median(counts))
    most.append(max(counts))
    batch_steps.append(count)
    print(f"lr {rate:.0e}: SGD {fewest[-1]} to {most[-1]} steps, median {medians[-1]:.0f}; BGD {count}")

# %% check
factors = 1 - 2 * lr * x**2  # what one step on each sample does to the distance to 2
distances = np.array(weights[:11]) - 2
for ratio in distances[1:] / distances[:-1]:
    assert np.isclose(ratio, factors).any()
assert abs(w - 2) < 1e-5
assert abs(prediction_after - 800) < 1e-2
assert medians[0] < batch_steps[0]
assert fewest[1] > batch_steps[1]
