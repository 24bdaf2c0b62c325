# %% [markdown]
# # Away from a saddle

# %% updates
import numpy as np


def gd(g, memory, step):
    return g


def momentum(g, memory, step):
    memory["v"] = 0.9 * memory.get("v", 0) + g
    return memory["v"]


def rmsprop(g, memory, step):
    memory["s"] = 0.99 * memory.get("s", 0) + 0.01 * g**2
    return g / (memory["s"] ** 0.5 + 1e-8)


def adam(g, memory, step):
    memory["m"] = 0.9 * memory.get("m", 0) + 0.1 * g
    memory["s"] = 0.999 * memory.get("s", 0) + 0.001 * g**2
    m = memory["m"] / (1 - 0.9**step)
    s = memory["s"] / (1 - 0.999**step)
    return m / (s**0.5 + 1e-8)


# %% race
def arrivals(update, steps=300):
    w, memory = np.tile(starts, (len(rates), 1, 1)), {}
    arrived = np.full(w.shape[:2], np.inf)  # (rates, runs)
    for step in range(1, steps + 1):
        error = w[..., :1] * w[..., 1:] - 2
        w = w - lr * update(2 * error * w[..., ::-1], memory, step)
        w = np.clip(w, -1e6, 1e6)  # too large a rate diverges
        cost = (w[..., 0] * w[..., 1] - 2) ** 2
        arrived = np.where(cost < 0.01, np.minimum(arrived, step), np.inf)  # from here on it stays
    return np.median(arrived, axis=1)


rates = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0]
lr = np.array(rates)[:, None, None]
# (runs, weights), all close to the saddle
starts = 0.01 * np.random.default_rng(0).normal(size=(200, 2))
methods = {"GD": gd, "momentum": momentum, "RMSprop": rmsprop, "Adam": adam}
medians = {}
for name, update in methods.items():
    medians[name] = arrivals(update)
    shown = [f"{m:5.0f}" if m < np.inf else "    -" for m in medians[name]]
    print(f"{name:8}", *shown)

# %% zero
stuck = []
for update in methods.values():
    w, memory = np.zeros(2), {}
    for step in range(1, 301):
        w = w - 0.1 * update(2 * (w[0] * w[1] - 2) * w[::-1], memory, step)
    stuck.append((w[0] * w[1] - 2) ** 2)

# %% plateau
import matplotlib.pyplot as plt

plt.figure(figsize=(4.8, 2.9))
for row, steps in enumerate(medians.values()):
    plt.plot([min(steps), steps[0]], [-row, -row], color="gray", alpha=0.4, linewidth=4)
    plt.plot(steps[0], -row, "o", color="C1", markersize=10)
    plt.plot(min(steps), -row, "o", color="C2", markersize=10)
plt.text(medians["GD"][0], 0.35, "all at 0.01", color="C1", ha="right", fontsize=12)
plt.text(min(medians["GD"]), 0.35, "each at its best rate", color="C2", fontsize=12)
plt.yticks(range(0, -4, -1), list(medians))
plt.ylim(-3.5, 0.9)
plt.xscale("log")
plt.xticks([10, 30, 100], ["10", "30", "100"])
plt.minorticks_off()
plt.xlabel("steps to the minimum")
plt.show()

# %% check
for steps in medians.values():
    assert 0 < np.argmin(steps) < len(rates) - 1  # no best value at an end of the list
small_gd, small_momentum, small_rmsprop, small_adam = [steps[0] for steps in medians.values()]
best_gd, best_momentum, best_rmsprop, best_adam = [min(steps) for steps in medians.values()]
assert stuck == [4.0] * 4
assert small_gd > max(small_momentum, small_rmsprop, small_adam)
