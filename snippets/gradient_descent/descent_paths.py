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
    return np.mean((w @ X.T - y) ** 2, axis=-1)


rates = np.array([0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001])


def descend(batch_size, epochs, seed=0):
    rng, w = np.random.default_rng(seed), -np.ones((len(rates), 2))  # every learning rate at once
    path, seen = [w.copy()], [0]
    for _ in range(epochs):
        order = rng.permutation(n)
        for start in range(0, n, batch_size):
            batch = order[start : start + batch_size]
            gradients = 2 * (w @ X[batch].T - y[batch]) @ X[batch] / len(batch)
            w = np.clip(w - rates[:, None] * gradients, -1e6, 1e6)  # too large a rate diverges
            path.append(w)
            seen.append(seen[-1] + len(batch))
    return np.array(path), np.array(seen)  # (updates + 1, rates, 2)


epochs = 20
kinds = {"BGD": 64, "mini-batch": 8, "SGD": 1}
best = np.linalg.lstsq(X, y)[0]
lowest = cost(best)
same, shown = list(rates).index(0.05), {}
for name, size in kinds.items():
    path, seen = descend(size, epochs)
    shown[name] = path[:, same], seen
updates = [len(path) - 1 for path, _ in shown.values()]
last_costs = [cost(path[-1]) for path, _ in shown.values()]
for name, count, last in zip(shown, updates, last_costs):
    print(f"{name:10}  {count:5} updates  cost {last:.4f}")
print(f"lowest possible cost {lowest:.4f}")

# %% paths
import matplotlib.pyplot as plt

_, (map_, curve) = plt.subplots(2, 1, figsize=(4.8, 7.2), layout="constrained", height_ratios=[1.3, 1])
w_grid, b_grid = np.meshgrid(np.linspace(-1.4, 3.0, 80), np.linspace(-1.4, 2.2, 80))
grid = np.stack([w_grid.ravel(), b_grid.ravel()])  # (2, 6400)
surface = cost(grid.T).reshape(w_grid.shape)
map_.contour(
    w_grid, b_grid, surface, levels=lowest + np.array([0.05, 0.3, 1, 2, 4, 7, 11, 16]), colors="lightgray", linewidths=1
)
styles = {"SGD": ("C1", 0.8, None), "mini-batch": ("C2", 1.5, None), "BGD": ("C0", 2.2, "o")}
for name, (color, width, marker) in styles.items():
    path, seen = shown[name]
    map_.plot(*path.T, marker=marker, color=color, linewidth=width, markersize=4, label=name)
    curve.plot(seen, cost(path), color=color, linewidth=width)
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
same_excess, best_rates, best_excess = [], [], []
print("mean cost above the lowest, 10 seeds,")
print("epochs 11 to 20   lr 0.05  best of 9 rates")
for name, size in kinds.items():
    excess = np.zeros(len(rates))
    for seed in range(10):
        path, seen = descend(size, epochs, seed)
        excess += np.mean(cost(path[seen > 10 * n]), axis=0) / 10
    excess -= lowest
    same_excess.append(excess[same])
    best_rates.append(rates[excess.argmin()])
    best_excess.append(excess.min())
    print(f"{name:15}  {same_excess[-1]:8.5f}  {best_excess[-1]:.5f} (lr {best_rates[-1]})")

# %% check
hessian = 2 * X.T @ X / n
error = shown["BGD"][0] - best
assert np.allclose(error[-1], np.linalg.matrix_power(np.eye(2) - 0.05 * hessian, epochs) @ error[0])
assert updates == [20, 160, 1280]
