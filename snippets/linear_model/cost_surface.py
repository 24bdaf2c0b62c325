# %% [markdown]
# # The cost over weight and bias

# %% data
x = [1.0, 2.0, 3.0]
y = [2.0, 4.0, 6.0]


def cost(w, b):
    total = 0
    for x_n, y_n in zip(x, y):
        total += (w * x_n + b - y_n) ** 2
    return total / len(x)


# %% grid
weights = [step / 10 for step in range(41)]  # 0.0 to 4.0
biases = [(step - 20) / 10 for step in range(41)]  # -2.0 to 2.0
tries = []
for w in weights:
    for b in biases:
        tries.append((cost(w, b), w, b))

# %% lowest
lowest, best_w, best_b = min(tries)
print(len(tries), best_w, best_b, lowest)

# %% valley
for b in [0.0, 0.5, 1.0, 1.5]:
    print(b, f"{cost(1.5, b):.2f}")

# %% in_turn
b = 1.0
_, w = min((cost(w, b), w) for w in weights)
_, b = min((cost(w, b), b) for b in biases)
print(w, b)

# %% at_once
import torch

W, B = torch.meshgrid(
    torch.tensor(weights),
    torch.tensor(biases),
    indexing="ij",
)  # (41, 41) each
prediction = W[..., None] * torch.tensor(x) + B[..., None]  # (41, 41, 3)
costs = ((prediction - torch.tensor(y)) ** 2).mean(dim=-1)  # (41, 41)
print(costs.shape, costs.min().item())

# %% tuned
w_tuned, b_tuned = w, b

# %% surface
import matplotlib.pyplot as plt

fig = plt.figure(figsize=(4.8, 4.2))
ax = fig.add_subplot(projection="3d")
levels = [0.5, 2, 5, 10, 20, 30]
ax.plot_surface(W, B, costs, cmap="viridis", vmin=-15, rstride=2, cstride=2)
ax.contour(W, B, costs, levels, zdir="z", offset=-25, colors="gray", linewidths=1)
ax.plot([best_w] * 2, [best_b] * 2, [-25, 0], "o:", color="C3", zorder=10)
for axis in (ax.xaxis, ax.yaxis, ax.zaxis):
    axis.set_pane_color((1, 1, 1, 0))
ax.set(zlim=(-25, 40), xticks=range(5), yticks=range(-2, 3), zticks=[0, 20, 40])
ax.set_xlabel("weight $w$")
ax.set_ylabel("bias $\\,b$", labelpad=7)
ax.set_zlabel("cost")
ax.view_init(elev=22, azim=-65)
ax.set_box_aspect((1, 1, 0.85), zoom=0.95)
plt.show()

# %% map
fig, ax = plt.subplots(figsize=(4.8, 4.0), layout="constrained")
lines = ax.contour(W, B, costs, levels, colors="C0", linewidths=1)
ax.clabel(lines, fontsize=9, fmt="%g")
page = {"facecolor": "white", "edgecolor": "none", "pad": 2}
ax.axhline(0, color="C1", linestyle="--", linewidth=2)
ax.text(3.95, 0.1, "$b = 0$", color="C1", ha="right", bbox=page)
ax.plot(best_w, best_b, "o", color="C3", markersize=9)
ax.annotate(
    "lowest cost",
    (best_w, best_b),
    (2.4, 0.75),
    color="C3",
    bbox=page,
    arrowprops={"arrowstyle": "-", "color": "C3", "shrinkB": 5},
)
ax.set(xticks=range(5), yticks=range(-2, 3))
ax.set_xlabel("weight $w$")
ax.set_ylabel("bias $\\,b$")
plt.show()

# %% squares
from matplotlib.patches import Rectangle

w, b = 1.0, 0.0
fig = plt.figure(figsize=(4.8, 5.2), layout="constrained")
grid = fig.add_gridspec(2, 2, height_ratios=[3, 2])
ax = fig.add_subplot(grid[0, :])
ax.plot([0, 4], [b, w * 4 + b], color="C0", linewidth=2)
for x_n, y_n in zip(x, y):
    side = y_n - (w * x_n + b)
    ax.add_patch(Rectangle((x_n, y_n), side, -side, color="C1", alpha=0.3))
    ax.plot([x_n, x_n], [y_n, y_n - side], color="C1", linewidth=2)
ax.plot(x, y, "o", color="black")
ax.set(xlim=(0, 7.5), ylim=(0, 6.4), aspect="equal")
ax.set(xticks=range(5), yticks=range(0, 7, 2))
ax.text(4.1, 4, "$wx + b$", color="C0", va="center")
curve = fig.add_subplot(grid[1, 0])
curve.plot(weights, [cost(each, b) for each in weights], color="C0")
curve.plot(w, cost(w, b), "o", color="C1", markersize=9)
curve.set(xticks=range(5), yticks=[0, 10, 20], xlabel="weight $w$", ylabel="cost")
plan = fig.add_subplot(grid[1, 1])
plan.contour(W, B, costs, levels, colors="C0", linewidths=1)
plan.plot(w, b, "o", color="C1", markersize=9)
plan.set(xticks=range(5), yticks=range(-2, 3))
plan.set(xlabel="weight $w$", ylabel="bias $\\,b$")
plt.show()

# %% check
highest = max(tries)[0]
cost_without_b, cost_with_b = cost(1.5, 0.0), cost(1.5, 1.0)
b_for_small_w = min((cost(1.5, b), b) for b in biases)[1]
b_for_w1 = min((cost(1.0, b), b) for b in biases)[1]
best_w_for_b1 = min((cost(w, 1.0), w) for w in weights)[1]
costs_in_turn = [cost(2.0, 1.0), cost(w_tuned, 1.0), cost(w_tuned, b_tuned)]
assert (best_w, best_b, lowest) == (2.0, 0.0, 0.0)
assert b_for_small_w == 1.0  # the mean of y - 1.5 x
assert b_for_w1 == 2.0
assert best_w_for_b1 == w_tuned
assert b_tuned > 0.5  # still far from 0, the b of the lowest cost
for at_once, (one_by_one, _, _) in zip(costs.flatten().tolist(), tries):
    assert abs(at_once - one_by_one) < 1e-5
