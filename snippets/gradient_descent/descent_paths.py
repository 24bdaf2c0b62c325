# %% [markdown]
# # Three paths down one surface

# %% data
import numpy as np

rng = np.random.default_rng(0)
n = 64
x = rng.normal(0.5, 1, n)
y = 2 * x + 1 + rng.normal(0, 1, n)  # label noise
X = np.stack([x, np.ones(n)], axis=1)  # (n, 2): one column for w, one for b


# %% descend
def cost(w):
    return np.mean((X @ w - y) ** 2)


def descend(batch_size, lr, epochs, seed=0):
    rng, w = np.random.default_rng(seed), np.array([-1.0, -1.0])
    path, seen = [w.copy()], [0]
    for _ in range(epochs):
        order = rng.permutation(n)
        for start in range(0, n, batch_size):
            batch = order[start : start + batch_size]
            w -= lr * 2 * X[batch].T @ (X[batch] @ w - y[batch]) / len(batch)
            path.append(w.copy())
            seen.append(seen[-1] + len(batch))
    return np.array(path), np.array(seen)


lr, epochs = 0.05, 20
kinds = {"BGD": 64, "mini-batch": 8, "SGD": 1}
runs = {name: descend(size, lr, epochs) for name, size in kinds.items()}
best = np.linalg.lstsq(X, y)[0]
lowest = cost(best)
updates = [len(path) - 1 for path, _ in runs.values()]
last_costs = [cost(path[-1]) for path, _ in runs.values()]
for name, count, last in zip(runs, updates, last_costs):
    print(f"{name:10}  {count:5} updates  cost {last:.4f}")
print(f"lowest possible cost {lowest:.4f}")

# %% paths
import matplotlib.pyplot as plt

_, (map_, curve) = plt.subplots(2, 1, figsize=(4.8, 7.2), layout="constrained", height_ratios=[1.3, 1])
w_grid, b_grid = np.meshgrid(np.linspace(-1.4, 3.0, 80), np.linspace(-1.4, 2.2, 80))
grid = np.stack([w_grid.ravel(), b_grid.ravel()])  # (2, 6400)
surface = np.mean((X @ grid - y[:, None]) ** 2, axis=0).reshape(w_grid.shape)
map_.contour(
    w_grid, b_grid, surface, levels=lowest + np.array([0.05, 0.3, 1, 2, 4, 7, 11, 16]), colors="lightgray", linewidths=1
)
styles = {"SGD": ("C1", 0.8, None), "mini-batch": ("C2", 1.5, None), "BGD": ("C0", 2.2, "o")}
for name, (color, width, marker) in styles.items():
    path, seen = runs[name]
    map_.plot(*path.T, marker=marker, color=color, linewidth=width, markersize=4, label=name)
    curve.plot(seen, [cost(w) for w in path], color=color, linewidth=width)
map_.plot(*best, "*", color="black", markersize=13, label="minimum")
map_.set_xlabel("$w$")
map_.set_ylabel("$b$")
map_.legend(loc="lower right")
curve.axhline(lowest, color="black", linestyle="--", linewidth=1)
curve.set_yscale("log")
curve.set_xlabel("samples seen")
curve.set_ylabel("cost")
plt.show()

# %% seeds
tails = {name: [] for name in kinds}
for seed in range(10):
    for name, size in kinds.items():
        path, seen = descend(size, lr, epochs, seed)
        tails[name].append(np.mean([cost(w) for w in path[seen > 10 * n]]) - lowest)
excess_batch, excess_mini, excess_single = (np.mean(values) for values in tails.values())
print("mean cost above the minimum, epochs 11 to 20")
print(f"BGD {excess_batch:.4f}, mini-batch {excess_mini:.4f}, SGD {excess_single:.4f}")

# %% check
hessian = 2 * X.T @ X / n
error = runs["BGD"][0] - best
assert np.allclose(error[-1], np.linalg.matrix_power(np.eye(2) - lr * hessian, epochs) @ error[0])
assert updates == [20, 160, 1280]
