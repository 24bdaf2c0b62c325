# /// script
# [tool.snippet]
# seconds = 180
# ///

# %% [markdown]
# # Three paths down one surface

# %% data
import numpy as np

N = 64
rng = np.random.default_rng(0)
x = rng.normal(0.5, 1, N)
y = 2 * x + 1 + rng.normal(0, 1, N)  # label noise


def cost(w, b):
    return ((w * x + b - y) ** 2).mean()


# %% descend
def descend(batch_size, lr, epochs=20, seed=0):
    rng = np.random.default_rng(seed)
    w, b, path = -1.0, -1.0, [(-1.0, -1.0)]
    for _ in range(epochs):
        order = rng.permutation(N)
        for first in range(0, N, batch_size):
            batch = order[first : first + batch_size]
            error = w * x[batch] + b - y[batch]
            w -= lr * (2 * x[batch] * error).mean()
            b -= lr * (2 * error).mean()
            path.append((w, b))
    return path


batch_sizes = {"BGD": 64, "mini-batch": 8, "SGD": 1}
paths = {}
for name, batch_size in batch_sizes.items():
    path = paths[name] = descend(batch_size, lr=0.05)
    last = cost(*path[-1])
    print(f"{name:10} {len(path) - 1:5} {last:.3f}")

# %% paths
import matplotlib.pyplot as plt

X = np.stack([x, np.ones(N)], axis=1)  # (sample, parameter)
best = np.linalg.lstsq(X, y)[0]
lowest = cost(*best)
w_grid, b_grid = np.meshgrid(np.linspace(-1.4, 3.0, 80), np.linspace(-1.4, 2.2, 80))
surface = ((w_grid[..., None] * x + b_grid[..., None] - y) ** 2).mean(axis=-1)
levels = lowest + np.array([0.05, 0.3, 1, 2, 4, 7, 11, 16])
styles = {"SGD": ("C1", 1.3), "mini-batch": ("C4", 2), "BGD": ("C0", 2.5)}
for epochs in (1, 5, 20):
    plt.figure(figsize=(4.8, 4.2))
    plt.contour(w_grid, b_grid, surface, levels=levels, colors="gray", alpha=0.4, linewidths=1)
    for name, (color, width) in styles.items():
        path = np.array(paths[name])
        seen = path[: 1 + epochs * N // batch_sizes[name]]
        old = max(0, len(seen) - 1 - 2 * N // batch_sizes[name])  # what is older than two passes turns pale
        plt.plot(*seen[: old + 1].T, color=color, linewidth=width, alpha=0.25 if name == "SGD" else 1)
        plt.plot(*seen[old:].T, color=color, linewidth=width)
        plt.plot(*seen[-1], "o", color=color, markersize=8)
    plt.plot(*best, "*", color="white", markersize=24, zorder=5)
    plt.plot(*best, "*", color="C2", markersize=16, zorder=6)
    for (name, (color, _)), height in zip(styles.items(), (-0.35, -0.75, -1.15)):
        plt.text(1.5, height, name, color=color, fontsize=12)
    plt.title(f"after epoch {epochs}")
    plt.xticks([-1, 0, 1, 2, 3])
    plt.yticks([-1, 0, 1, 2])
    plt.xlabel("$w$")
    plt.ylabel("$b$")
    plt.show()

# %% tune
rates = [0.6 / 2**k for k in range(11)]


def mean_cost(size, lr):
    runs = [descend(size, lr, seed=k) for k in range(3)]
    return np.mean([cost(*run[-1]) for run in runs])


best_rates = []
for name, size in batch_sizes.items():
    means = [mean_cost(size, lr) for lr in rates]
    best_rates.append(rates[np.argmin(means)])
    print(f"{best_rates[-1]:.4f} {min(means):.4f} {name}")


# %% race
# 20 new data sets, 6 starts, 5 orders of the samples, all rates at once
def bowls(X, y):
    """The slope of the mean squared error of each batch is curvature @ (w, b) - pull."""
    XT = 2 / X.shape[-2] * X.swapaxes(-1, -2)
    return XT @ X, (XT @ y[..., None])[..., 0]


def race(batch_size, epochs, rates):
    rng = np.random.default_rng(1)
    x = rng.normal(0.5, 1, (20, N))
    y = 2 * x + 1 + rng.normal(0, 1, (20, N))
    X = np.stack([x, np.ones_like(x)], axis=-1)  # (data set, sample, parameter)
    starts = np.array([(-1, -1), (0, 0), (5, 3), (-1, 3), (5, -1), (2, -2)])
    # (data set, order, start, rate, parameter)
    place = np.zeros((20, 5, 6, len(rates), 2)) + starts[:, None]
    sets = np.arange(20)[:, None, None]
    for _ in range(epochs):
        order = rng.permuted(np.tile(np.arange(N), (20, 5, 1)), axis=-1)
        for first in range(0, N, batch_size):
            batch = order[..., first : first + batch_size]
            curvature, pull = bowls(X[sets, batch], y[sets, batch])
            slope = np.einsum("doij,dosrj->dosri", curvature, place) - pull[:, :, None, None]
            place = np.clip(place - rates[:, None] * slope, -1e6, 1e6)  # too large a rate diverges
    curvature, pull = bowls(X, y)
    off = place - np.linalg.solve(curvature, pull[..., None])[:, None, None, None, :, 0]
    excess = np.einsum("dosri,dij,dosrj->dosr", off, curvature / 2, off)
    return excess.mean(axis=1)  # (data set, start, rate)


# %% table
fine_rates = np.geomspace(0.001, 1, 61)
tuned, chosen = {}, []
for epochs in (1, 5, 20):
    for name, size in batch_sizes.items():
        excess = race(size, epochs, fine_rates)  # (data set, start, rate)
        tuned[name, epochs] = excess.min(axis=-1)  # the best rate
        chosen.append(excess.argmin(axis=-1))
tuned_bgd, tuned_mini, tuned_sgd = [[np.median(tuned[name, e]) for e in (1, 5, 20)] for name in batch_sizes]
ahead = [np.mean(tuned["BGD", e] < np.minimum(tuned["mini-batch", e], tuned["SGD", e])) for e in (1, 5, 20)]
for values in (tuned_bgd, tuned_mini, tuned_sgd):
    print(*(f"{value:.0e}" for value in values))
print(*(f"{share:.0%}" for share in ahead))

# %% check
assert rates[-1] < best_rates[2] < best_rates[1] < best_rates[0] < rates[0]
assert 0 < np.min(chosen) and np.max(chosen) < len(fine_rates) - 1  # no best value at an end of the list
assert (chosen[8] < chosen[7]).all() and (chosen[7] < chosen[6]).all()  # the smaller the batch, the smaller the rate
updates = [len(path) - 1 for path in paths.values()]
assert updates == [20, 160, 1280]
hessian = 2 * X.T @ X / N
error = np.array(paths["BGD"]) - best
assert np.allclose(error[-1], np.linalg.matrix_power(np.eye(2) - 0.05 * hessian, 20) @ error[0])
first = [cost(*paths[name][N // size]) for name, size in batch_sizes.items()]
assert first[2] < first[1] < first[0]
assert cost(*paths["mini-batch"][-1]) < min(cost(*paths["BGD"][-1]), cost(*paths["SGD"][-1]))
assert tuned_bgd[0] > 2 * max(tuned_mini[0], tuned_sgd[0])
for row in (1, 2):
    assert tuned_bgd[row] < min(tuned_mini[row], tuned_sgd[row]) / 2
assert ahead[0] < 0.3 < 0.6 < ahead[1] < ahead[2] > 0.95
assert tuned_bgd[2] < 1e-9
