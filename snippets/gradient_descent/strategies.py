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
    return rng, np.tile(rng.uniform(-6, 6, trials), (6, 1))  # (settings, trials)


line = np.linspace(-6, 6, 120001)
best = line[np.argmin(f(line))]
shares, tried = {}, {}


def record(name, settings, ends):
    tried[name] = np.ravel(settings)
    shares[name] = np.mean(np.abs(ends - best) < 0.4, axis=1)


def lowest_of(w):
    return w[np.argmin(f(w), axis=0), np.arange(trials)]


# %% random_points
rng, _ = fresh()
record("random points", [budget], [lowest_of(rng.uniform(-6, 6, (budget, trials)))])

# %% slopes
rates = np.array([0.02, 0.05, 0.1, 0.2, 0.5, 1.0])[:, None]  # (settings, 1)
falling = [rates * (1 - step / budget) for step in range(budget)]

_, w = fresh()
for lr in falling:
    w -= lr * slope(w)
record("GD", rates, w)

_, w = fresh()
velocity = 0
for lr in falling:
    velocity = 0.9 * velocity + slope(w)
    w -= lr * velocity
record("momentum", rates, w)

_, w = fresh()
square = 0
for lr in falling:
    g = slope(w)
    square = 0.99 * square + 0.01 * g**2
    w -= lr * g / (np.sqrt(square) + 1e-8)
record("RMSprop", rates, w)

_, w = fresh()
mean, square = 0, 0
for step, lr in enumerate(falling, 1):
    g = slope(w)
    mean = 0.9 * mean + 0.1 * g
    square = 0.999 * square + 0.001 * g**2
    w -= lr * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
record("Adam", rates, w)

# %% noise
strengths = np.array([1, 3, 6, 12, 25, 50])[:, None]
rng, w = fresh()
for step in range(budget):
    w -= 0.05 * (slope(w) + strengths * (1 - step / budget) * rng.normal(size=trials))
record("noisy GD", strengths, w)

# %% restarts
numbers = [2, 3, 6, 10, 20, 30]
ends = []
for number in numbers:
    rng, _ = fresh()
    w = rng.uniform(-6, 6, (number, trials))
    for _ in range(budget // number):
        w -= 0.05 * slope(w)
    ends.append(lowest_of(w))
record("restarts", numbers, ends)

# %% annealing
jumps = np.array([0.1, 0.2, 0.5, 1, 2, 4])[:, None]
rng, w = fresh()
for step in range(budget):
    temperature = 2 * 0.98**step
    move = w + jumps * rng.normal(size=trials)
    rise = np.maximum(f(move) - f(w), 0)
    w = np.where(rng.uniform(size=trials) < np.exp(-rise / temperature), move, w)
record("annealing", jumps, w)

# %% genetic
mutations = [0.1, 0.2, 0.5, 1, 2, 4]
ends = []
for mutation in mutations:
    rng, _ = fresh()
    w = rng.uniform(-6, 6, (20, trials))  # (population, trials)
    for _ in range(budget // 20):
        parents = np.take_along_axis(w, np.argsort(f(w), axis=0)[:5], axis=0)
        mother, father = rng.integers(5, size=(2, 15, trials))
        child = (np.take_along_axis(parents, mother, 0) + np.take_along_axis(parents, father, 0)) / 2
        w = np.concatenate([parents, child + rng.normal(0, mutation, (15, trials))])
    ends.append(lowest_of(w))
record("genetic", mutations, ends)

# %% results
print("method         worst   best  best setting")
for name, share in shares.items():
    print(f"{name:13} {share.min():6.1%} {share.max():6.1%}  {tried[name][share.argmax()]}")

# %% chart
import matplotlib.pyplot as plt

_, (land, dots) = plt.subplots(2, 1, figsize=(4.8, 6.4), layout="constrained", height_ratios=[1, 1.7])
land.plot(line, f(line), color="gray")
land.plot(best, f(best), "*", color="C2", markersize=15)
land.set_ylim(-1, 5)
land.set_xlabel("$w$")
land.set_ylabel("$f(w)$")
names = list(shares)[::-1]
for row, name in enumerate(names):
    share = 100 * shares[name]
    dots.plot([share.min(), share.max()], [row, row], color="lightgray", linewidth=4)
    dots.plot(share, [row] * len(share), "o", color="C0", markersize=5)
    dots.plot(share.max(), row, "o", color="C2", markersize=8)
    dots.text(106, row, f"{share.max():.0f}%", color="C2", va="center")
dots.set_yticks(range(len(names)), names)
dots.set_xlim(0, 128)
dots.set_xticks([0, 25, 50, 75, 100])
dots.set_xlabel("runs that find the lowest pit, %")
plt.show()

# %% check
# small steps end in the pit they start in: the basin's share of [-6, 6] is known
signs = np.sign(slope(line))
ridges = line[:-1][(signs[:-1] > 0) & (signs[1:] < 0)]
basin = (ridges[ridges > best].min() - ridges[ridges < best].max()) / 12
small_rate = [shares[name][0] for name in ("GD", "RMSprop", "Adam")]
top = [share.max() for share in shares.values()]
random_points, gd, momentum, rmsprop, adam, noisy, restarts, annealing, genetic = top
worst_annealing, worst_genetic = shares["annealing"].min(), shares["genetic"].min()
expected_restarts = 1 - (1 - basin) ** 6
six_starts = shares["restarts"][2]
error_points = 100 * 2 * 0.5 / np.sqrt(trials)
assert np.allclose(small_rate, basin, atol=0.04)
assert abs(six_starts - expected_restarts) < 0.05
