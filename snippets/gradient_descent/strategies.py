# /// script
# [tool.snippet]
# seconds = 180
# ///

# %% [markdown]
# # Searching with and without slopes

# %% landscapes
import numpy as np

count, budget = 100, 300  # landscapes; heights to look at


def landscapes(weights, seed):
    rng, waves = np.random.default_rng(seed), 2 * weights + 1
    ways = rng.normal(size=(count, weights, waves))
    ways *= rng.uniform(2, 5, (count, 1, waves)) / np.linalg.norm(ways, axis=1, keepdims=True)
    return ways, rng.uniform(0, 2 * np.pi, (count, 1, waves))


def height(w, land):  # w: (landscape, start, weight)
    ways, shifts = land
    return (w**2).sum(-1) / 8 + 0.4 * np.sin(w @ ways + shifts).sum(-1)


def slope(w, land):
    ways, shifts = land
    return w / 4 + 0.4 * np.cos(w @ ways + shifts) @ ways.swapaxes(1, 2)


def start(land, number, rng):
    return rng.uniform(-6, 6, (count, number, land[0].shape[1]))


# %% searches
def random_points(land, rng):
    w = start(land, budget, rng)
    return height(w, land).min(axis=1)


def descent(land, rng, lr, starts):
    w = start(land, starts, rng)
    # a slope costs three heights
    steps = budget // 3 // starts
    for step in range(steps):
        w = w - lr * (1 - step / steps) * slope(w, land)
    return height(w, land).min(axis=1)


# %% annealing
def annealing(land, rng, jump, heat):
    w = start(land, 1, rng)
    for step in range(budget - 1):
        move = w + jump * rng.normal(size=w.shape)
        rise = height(move, land) - height(w, land)
        temperature = heat * (1 - step / budget)
        odds = np.exp(-np.maximum(rise, 0) / temperature)
        taken = rng.uniform(size=rise.shape) < odds
        w = np.where(taken[..., None], move, w)
    return height(w, land).min(axis=1)


# %% tuned
jumps, heats = [0.2, 0.5, 1, 2, 4], [0.001, 0.01, 0.1, 1]
rates, numbers = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2], [1, 3, 10, 30]
searches = {
    "random points": (random_points, [()]),
    "annealing": (annealing, [(jump, heat) for jump in jumps for heat in heats]),
    "descent": (descent, [(lr, number) for lr in rates for number in numbers]),
}
dimensions = [1, 2, 4, 8, 16]
reached = {name: [] for name in searches}
errors, chosen = [], {name: [] for name in searches}
for weights in dimensions:
    dev, test = landscapes(weights, seed=1), landscapes(weights, seed=2)
    for name, (search, settings) in searches.items():
        scores = [search(dev, np.random.default_rng(3), *setting).mean() for setting in settings]
        chosen[name].append(settings[np.argmin(scores)])
        heights = search(test, np.random.default_rng(4), *chosen[name][-1])
        reached[name].append(heights.mean())
        errors.append(heights.std() / np.sqrt(count))
    print(weights, *(f"{values[-1]:6.2f}" for values in reached.values()))

# %% chart
import matplotlib.pyplot as plt

plt.figure(figsize=(4.8, 4.2))
for values, color in zip(reached.values(), ("C3", "C4", "C2")):
    plt.plot(dimensions, values, "o-", color=color, linewidth=2, markersize=7)
for name, place, color in (
    ("random points", (3.4, 3.4), "C3"),
    ("annealing", (9, -2.6), "C4"),
    ("descent", (3.4, -5.2), "C2"),
):
    plt.text(*place, name, color=color, fontsize=12)
plt.xscale("log", base=2)
plt.xticks(dimensions, [str(weights) for weights in dimensions])
plt.minorticks_off()
plt.yticks([-5, 0, 5])
plt.xlabel("number of weights")
plt.ylabel("height reached (lower is better)")
plt.show()

# %% check
# no best value at an end of a list, unless it is a natural end: a single start, hardly ever uphill
assert all(jumps[0] < jump < jumps[-1] and heat < heats[-1] for jump, heat in chosen["annealing"])
assert all(rates[0] < lr < rates[-1] and number < numbers[-1] for lr, number in chosen["descent"][1:])
assert rates[0] < chosen["descent"][0][0] < rates[-1]  # with one weight, the more starts the better
error = max(errors)
most_weights = dimensions[-1]
points_one, annealing_one, descent_one = [values[0] for values in reached.values()]
points_many, annealing_many, descent_many = [values[-1] for values in reached.values()]
assert abs(points_one - descent_one) < 4 * error
assert descent_many + 10 * error < annealing_many < points_many - 10 * error
starts_one, starts_many = chosen["descent"][0][1], chosen["descent"][-1][1]
assert starts_one > starts_many
