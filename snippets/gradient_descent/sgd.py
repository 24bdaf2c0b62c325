# %% [markdown]
# # Stochastic gradient descent

# %% data
import numpy as np

x = np.array([100.0, 200.0, 300.0])
y = 2 * x


# %% functions
def forward(x, w):
    return w * x


def loss(i, w):
    return (forward(x[i], w) - y[i]) ** 2


def gradient(i, w):
    return 2 * x[i] * (forward(x[i], w) - y[i])


# %% train
rng = np.random.default_rng(0)
w, lr = 1.0, 1e-5
prediction_before = forward(400, w)
losses, weights = [], [w]
while np.mean((forward(x, w) - y) ** 2) > 1e-7:
    i = rng.choice(3)
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
steps_by_seed = []
for seed in range(100):
    rng, v, count = np.random.default_rng(seed), 1.0, 0
    while np.mean((forward(x, v) - y) ** 2) > 1e-7:
        v -= lr * gradient(rng.choice(3), v)
        count += 1
    steps_by_seed.append(count)
fewest, most = min(steps_by_seed), max(steps_by_seed)
v, batch_steps = 1.0, 0
while np.mean((forward(x, v) - y) ** 2) > 1e-7:
    v -= lr * np.mean(2 * x * (forward(x, v) - y))
    batch_steps += 1
print(f"100 seeds: {fewest} to {most} steps; all three samples in every step: {batch_steps}")

# %% check
factors = 1 - 2 * lr * x**2  # what one step on each sample does to the distance to 2
distances = np.array(weights[:11]) - 2
for ratio in distances[1:] / distances[:-1]:
    assert np.isclose(ratio, factors).any()
assert abs(w - 2) < 1e-5
assert abs(prediction_after - 800) < 1e-2
assert fewest > batch_steps
