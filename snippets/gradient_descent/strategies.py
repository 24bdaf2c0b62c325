# %% [markdown]
# # Ways out of a pit, at the same price

# %% landscape
import numpy as np

trials, budget = 1000, 300


def f(w):
    return w**2 / 8 + 0.4 * np.sin(4 * w)


def slope(w):
    return w / 4 + 1.6 * np.cos(4 * w)


def fresh():
    rng = np.random.default_rng(0)
    return rng, rng.uniform(-6, 6, trials)  # (trials,) starts


line = np.linspace(-6, 6, 120001)
best = line[np.argmin(f(line))]
share = {}


def record(name, w):
    share[name] = np.mean(np.abs(w - best) < 0.4)


# %% descent
lr = 0.05
rng, w = fresh()
for _ in range(budget):
    w -= lr * slope(w)
record("GD", w)

# %% momentum
rng, w = fresh()
velocity = np.zeros(trials)
for _ in range(budget):
    velocity = 0.9 * velocity + slope(w)
    w -= lr * velocity
record("momentum", w)

# %% rmsprop
rng, w = fresh()
square = np.zeros(trials)
for _ in range(budget):
    square = 0.99 * square + 0.01 * slope(w) ** 2
    w -= lr * slope(w) / (np.sqrt(square) + 1e-8)
record("RMSprop", w)

# %% adam
rng, w = fresh()
mean, square = np.zeros(trials), np.zeros(trials)
for step in range(1, budget + 1):
    mean = 0.9 * mean + 0.1 * slope(w)
    square = 0.999 * square + 0.001 * slope(w) ** 2
    w -= lr * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
record("Adam", w)

# %% noise
rng, w = fresh()
for step in range(budget):
    strength = 12 * (1 - step / budget)
    w -= lr * (slope(w) + strength * rng.normal(size=trials))
record("noisy GD", w)

# %% restarts
rng, _ = fresh()
w = rng.uniform(-6, 6, (6, trials))  # (starts, trials)
for _ in range(budget // 6):
    w -= lr * slope(w)
record("6 starts", w[np.argmin(f(w), axis=0), np.arange(trials)])

# %% annealing
rng, w = fresh()
for step in range(budget):
    temperature = 2 * 0.98**step
    move = w + rng.normal(size=trials)
    rise = f(move) - f(w)
    accept = rng.uniform(size=trials) < np.exp(-np.maximum(rise, 0) / temperature)
    w = np.where(accept, move, w)
record("annealing", w)

# %% genetic
rng, _ = fresh()
w = rng.uniform(-6, 6, (20, trials))  # (population, trials)
for _ in range(budget // 20):
    parents = np.take_along_axis(w, np.argsort(f(w), axis=0)[:5], axis=0)
    mother, father = rng.integers(5, size=(2, 20, trials))
    child = (np.take_along_axis(parents, mother, 0) + np.take_along_axis(parents, father, 0)) / 2
    w = np.concatenate([parents, child[5:] + rng.normal(0, 0.3, (15, trials))])
record("genetic", w[np.argmin(f(w), axis=0), np.arange(trials)])

# %% results
for name, value in share.items():
    print(f"{name:10} {value:6.1%}")

# %% chart
import matplotlib.pyplot as plt

_, (land, bars) = plt.subplots(2, 1, figsize=(4.8, 6.2), layout="constrained", height_ratios=[1, 1.6])
land.plot(line, f(line), color="gray")
land.plot(best, f(best), "*", color="C2", markersize=15)
land.set_ylim(-1, 5)
land.set_xlabel("$w$")
land.set_ylabel("$f(w)$")
names = list(share)[::-1]
values = [100 * share[name] for name in names]
bars.barh(names, values, color="C0")
for row, value in enumerate(values):
    bars.text(value + 2, row, f"{value:.0f} %", va="center")
bars.set_xlim(0, 118)
bars.set_xlabel("runs that find the lowest pit, %")
plt.show()

# %% check
# plain descent ends in the pit it starts in: the basin's share of [-6, 6] is known
signs = np.sign(slope(line))
ridges = line[:-1][(signs[:-1] > 0) & (signs[1:] < 0)]
basin = (ridges[ridges > best].min() - ridges[ridges < best].max()) / 12
gd, momentum, rmsprop, adam, noisy, restarts, annealing, genetic = share.values()
assert abs(gd - basin) < 0.05
expected_restarts = 1 - (1 - basin) ** 6
assert abs(restarts - expected_restarts) < 0.05
error = 2 * 0.5 / np.sqrt(trials)
