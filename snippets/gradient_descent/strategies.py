# /// script
# [tool.snippet]
# seconds = 300
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


def start(land, number, width, rng):
    return rng.uniform(-width, width, (count, number, land[0].shape[1]))


# %% searches
def random_points(land, rng, width):
    w = start(land, budget, width, rng)
    return height(w, land).min(axis=1)


def descent(land, rng, width, starts, lr):
    w = start(land, starts, width, rng)
    # a slope costs three heights
    steps = budget // 3 // starts
    for step in range(steps):
        w = w - lr * (1 - step / steps) * slope(w, land)
    return height(w, land).min(axis=1)


# %% annealing
def annealing(land, rng, width, starts, jump, heat):
    w = start(land, starts, width, rng)
    here = height(w, land)
    lowest = here
    steps = budget // starts - 1
    for step in range(steps):
        cooling = 1 - step / steps  # the jumps shrink, too
        move = w + jump * cooling * rng.normal(size=w.shape)
        there = height(move, land)
        odds = np.exp(-np.maximum(there - here, 0) / (heat * cooling))
        taken = rng.uniform(size=odds.shape) < odds
        w = np.where(taken[..., None], move, w)
        here = np.where(taken, there, here)
        lowest = np.minimum(lowest, here)
    return lowest.min(axis=1)


# %% tuned
from itertools import product

widths = [0.2, 0.4, 0.75, 1.5, 3, 6]
jumps, heats = [0.05, 0.1, 0.2, 0.5, 1, 2, 4], [0.001, 0.01, 0.1]
rates = [0.05, 0.1, 0.2, 0.5, 1]
searches = {
    "random points": (random_points, list(product(widths))),
    "annealing": (annealing, list(product(widths, [1, 3, 10], jumps, heats))),
    "descent": (descent, list(product(widths, [1, 3, 10, 30], rates))),
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
    plt.plot(dimensions, values, "o-", color=color, markersize=7)
for name, place, color in (
    ("random points", (8.6, -2.2), "C3"),
    ("annealing", (9.6, -4.5), "C4"),
    ("descent", (3.4, -6.5), "C2"),
):
    plt.text(*place, name, color=color, fontsize=12)
plt.xscale("log", base=2)
plt.xlim(0.9, 22)
plt.xticks(dimensions, [str(weights) for weights in dimensions])
plt.minorticks_off()
plt.yticks([-8, -6, -4, -2, 0])
plt.xlabel("number of weights")
plt.ylabel("height reached (lower is better)")
plt.show()

# %% check
# no best value at an end of a list, unless it is a natural end: a single start, in the middle, hardly ever uphill
for settings in chosen.values():
    assert all(setting[0] < widths[-1] for setting in settings)
assert all(jumps[0] < setting[2] < jumps[-1] and setting[3] < heats[-1] for setting in chosen["annealing"])
assert all(rates[0] < setting[2] < rates[-1] for setting in chosen["descent"])
error = max(errors)
most_weights = dimensions[-1]
points_one, annealing_one, descent_one = [values[0] for values in reached.values()]
points_two, annealing_two, descent_two = [values[1] for values in reached.values()]
points_many, annealing_many, descent_many = [values[-1] for values in reached.values()]
for few in ((points_one, annealing_one, descent_one), (points_two, annealing_two, descent_two)):
    assert max(few) - min(few) < 0.1
assert descent_many + 10 * error < annealing_many < points_many - 10 * error
gaps = np.array(reached["annealing"]) - np.array(reached["descent"])
assert 0 < gaps[3] < gaps[4] / 2  # from eight weights on the slope wins, and by more and more
starts_one, starts_many = chosen["descent"][0][1], chosen["descent"][-1][1]
assert starts_one > starts_many
