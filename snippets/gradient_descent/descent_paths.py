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

# %% tuned
# the mean excess over the lowest cost after 1, 5 and 20 epochs: at 0.05, and at the best rate for each
rates = [0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005]
same, tuned, best_rates = {}, {}, []
for name, batch_size in batch_sizes.items():
    excess = []  # (rate, epochs)
    for lr in rates:
        runs = [descend(batch_size, lr, seed=seed) for seed in range(10)]
        seen = [[run[epochs * N // batch_size] for run in runs] for epochs in (1, 5, 20)]
        excess.append([np.mean([cost(*place) for place in places]) - lowest for places in seen])
    same[name] = excess[rates.index(0.05)]
    tuned[name] = np.min(excess, axis=0)
    best_rates += [rates[row] for row in np.argmin(excess, axis=0)]
    print(f"{name:10}", *(f"{value:.0e}" for value in (*same[name], *tuned[name])))
same_bgd, same_mini, same_sgd = [list(values) for values in same.values()]
tuned_bgd, tuned_mini, tuned_sgd = [list(values) for values in tuned.values()]

# %% check
assert all(rates[-1] < lr < rates[0] for lr in best_rates)  # no best value at an end of the list
updates = [len(path) - 1 for path in paths.values()]
assert updates == [20, 160, 1280]
hessian = 2 * X.T @ X / N
error = np.array(paths["BGD"]) - best
assert np.allclose(error[-1], np.linalg.matrix_power(np.eye(2) - 0.05 * hessian, 20) @ error[0])
assert same_sgd[0] < same_mini[0] < same_bgd[0]
assert same_mini[2] < min(same_bgd[2], same_sgd[2])
for bgd, mini, sgd in zip(tuned_bgd, tuned_mini, tuned_sgd):
    assert bgd < min(mini, sgd)
assert tuned_bgd[2] < 1e-9
