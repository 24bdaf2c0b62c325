# %% [markdown]
# # Stuck on a saddle

# %% updates
import numpy as np


def gd(g, memory, step):
    return g


def momentum(g, memory, step):
    memory["v"] = 0.9 * memory.get("v", 0) + g
    return memory["v"]


def rmsprop(g, memory, step):
    memory["s"] = 0.99 * memory.get("s", 0) + 0.01 * g**2
    return g / (np.sqrt(memory["s"]) + 1e-8)


def adam(g, memory, step):
    memory["m"] = 0.9 * memory.get("m", 0) + 0.1 * g
    memory["s"] = 0.999 * memory.get("s", 0) + 0.001 * g**2
    return (memory["m"] / (1 - 0.9**step)) / (np.sqrt(memory["s"] / (1 - 0.999**step)) + 1e-8)


# %% race
def cost(w):
    return (w[..., 0] * w[..., 1] - 2) ** 2


def gradient(w):
    error = w[..., :1] * w[..., 1:] - 2
    return 2 * error * w[..., ::-1]


def race(update, w, steps=300):
    memory, costs = {}, []
    # too large a rate diverges: clip before the numbers run out
    for step in range(1, steps + 1):
        costs.append(cost(w))
        w = np.clip(w - rates * update(gradient(w), memory, step), -1e6, 1e6)
    return np.array(costs)  # (steps, rates, runs)


methods = {"GD": gd, "momentum": momentum, "RMSprop": rmsprop, "Adam": adam}
rates = np.array([0.01, 0.03, 0.1, 0.2])[:, None, None]
starts = 0.01 * np.random.default_rng(0).normal(size=(200, 2))  # (runs, weights), all close to the saddle
medians = {}
print("median steps until the cost is below 3")
print("lr      " + "".join(f"{lr:6}" for lr in rates.flat))
for name, update in methods.items():
    costs = race(update, np.tile(starts, (4, 1, 1)))
    medians[name] = np.median(np.sum(costs > 3, axis=0), axis=1)
    print(f"{name:8}" + "".join(f"{median:6.0f}" for median in medians[name]))

# %% zero
stuck = [race(update, np.zeros((4, 1, 2)))[-1].min() for update in methods.values()]
print("from (0, 0), after 300 steps: cost", *stuck)

# %% plateau
import matplotlib.pyplot as plt

for (name, steps), color, marker in zip(medians.items(), ("C0", "C1", "C2", "C3"), "osD^"):
    plt.plot(rates.ravel(), steps, marker + "-", color=color, label=name)
plt.xscale("log")
plt.yscale("log")
plt.xticks(rates.ravel(), [str(rate) for rate in rates.flat])
plt.yticks([10, 30, 100], ["10", "30", "100"])
plt.minorticks_off()
plt.xlabel("learning rate")
plt.ylabel("steps to leave the saddle")
plt.legend()
plt.show()

# %% ravine
curvature = np.array([1.0, 100.0])
tried = np.geomspace(1e-4, 1e-1, 61)[:, None]  # (rates, 1)


def steps_to_bottom(update):
    w, memory = np.ones((61, 2)), {}
    for step in range(1, 1001):
        w = np.clip(w - tried * update(curvature * w, memory, step), -1e6, 1e6)
        if (np.sum(curvature * w**2, axis=1) / 2 < 1e-6).any():
            return step


ravine_gd, ravine_momentum = steps_to_bottom(gd), steps_to_bottom(momentum)
print(f"best of 61 rates: GD {ravine_gd}, momentum {ravine_momentum} steps")

# %% check
small_gd, small_momentum, small_rmsprop, small_adam = [steps[0] for steps in medians.values()]
best_gd, best_momentum, best_rmsprop, best_adam = [min(steps) for steps in medians.values()]
assert stuck == [4.0] * 4
assert small_gd > max(small_momentum, small_rmsprop, small_adam)
