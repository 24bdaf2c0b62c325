# %% [markdown]
# # When to stop

# %% data
import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(1, 3, 50)
y = 2 * x + rng.normal(0, 1, 50)
best = np.sum(x * y) / np.sum(x * x)


def cost(w):
    return ((np.multiply.outer(w, x) - y) ** 2).mean(axis=-1)


# %% rules
def stop_on_one_sample(small, lr, runs=1000):
    rng, w, steps = np.random.default_rng(0), np.zeros(runs), np.zeros(runs, int)
    going = np.full(runs, True)
    while going.any():
        n = rng.integers(50, size=runs)
        error = w * x[n] - y[n]
        going &= error**2 >= small
        w -= going * lr * 2 * x[n] * error
        steps += going
    return steps, cost(w)


def stop_blindly(steps, lr):
    # each run takes as many steps as another one took, without looking
    rng, w = np.random.default_rng(1), np.zeros(len(steps))
    for step in range(steps.max()):
        n = rng.integers(50, size=len(steps))
        w -= (step < steps) * lr * 2 * x[n] * (w * x[n] - y[n])
    return cost(w)


settings = [(0.002, 1e-3), (0.002, 1e-7), (0.02, 1e-3), (0.02, 1e-7)]  # learning rate, threshold
waits, near, blind = [], [], []
for lr, small in settings:
    steps, costs = stop_on_one_sample(small, lr)
    waits.append(np.median(steps))
    near.append(np.mean(costs < 1.1 * cost(best)))
    blind.append(np.mean(stop_blindly(steps, lr) < 1.1 * cost(best)))
    print(f"{lr:5} {small:.0e} {waits[-1]:5.0f} {near[-1]:4.0%} {blind[-1]:4.0%}")

# %% luck
import matplotlib.pyplot as plt

steps, costs = [values[:200] for values in stop_on_one_sample(small=1e-3, lr=0.002)]
lowest_cost = cost(best)
earliest, latest = int(min(steps)), int(max(steps))
plt.figure(figsize=(4.8, 3.6))
plt.scatter(steps, costs, s=24, color="C1", alpha=0.6, edgecolors="none")
plt.axhline(lowest_cost, color="C2", linestyle="--")
plt.text(latest, lowest_cost + 0.35, "lowest possible cost", color="C2", ha="right", va="bottom", fontsize=12)
plt.xlabel("step at which one sample's loss was small")
plt.ylabel("cost of all samples")
plt.ylim(bottom=0)
plt.yticks([0, 5, 10])
plt.show()

# %% blind
w, b = 0.0, 400.0
one_loss = (w * 200 + b - 400) ** 2
other_losses = [(w * 100 + b - 200) ** 2, (w * 300 + b - 600) ** 2]

# %% check
assert one_loss == 0
assert other_losses == [40000.0, 40000.0]
assert max(costs) > 2 * lowest_cost
assert near[0] < 0.25 < 0.4 < near[2] < 0.75 < 0.9 < near[1]
assert 0.4 < near[3] < 0.85
assert waits[1] > 10 * waits[0]
# looking at one sample is not much better or worse than not looking
assert max(abs(seen - unseen) for seen, unseen in zip(near, blind)) < 0.1
assert abs(lowest_cost - (np.mean(y**2) - np.mean(x * y) ** 2 / np.mean(x * x))) < 1e-9
