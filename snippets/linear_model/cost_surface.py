# %% [markdown]
# # The cost over weight and bias

# %% data
import torch

x = torch.tensor([1.0, 2.0, 3.0])
y = torch.tensor([2.0, 4.0, 6.0])

# %% grid
w = torch.arange(41) / 10  # 0.0 to 4.0
b = (torch.arange(41) - 20) / 10  # -2.0 to 2.0
W, B = torch.meshgrid(w, b, indexing="ij")  # (41, 41) each
prediction = W[..., None] * x + B[..., None]  # (41, 41, 3)
cost = ((prediction - y) ** 2).mean(dim=-1)  # (41, 41)
print(prediction.shape, cost.shape)

# %% lowest
row, column = divmod(cost.argmin().item(), len(b))  # argmin counts row by row
best_w, best_b = w[row].item(), b[column].item()
lowest, highest = cost.min().item(), cost.max().item()
print(f"w = {best_w}, b = {best_b}, cost = {lowest}")

# %% valley
at_small_w = cost[15]  # row 15 is w = 1.5
b_for_small_w = b[at_small_w.argmin()].item()
cost_with_b = at_small_w.min().item()
cost_without_b = at_small_w[20].item()  # column 20 is b = 0
print(f"w = 1.5, b = 0.0: cost = {cost_without_b:.4f}")
print(f"w = 1.5, b = {b_for_small_w}: cost = {cost_with_b:.4f}")

# %% surface
import matplotlib.pyplot as plt

fig = plt.figure(figsize=(4.8, 4.2))
ax = fig.add_subplot(projection="3d")
ax.plot_surface(W, B, cost, cmap="viridis", vmin=-15, rstride=2, cstride=2, linewidth=0)
ax.contour(W, B, cost, levels=[0.5, 2, 5, 10, 20, 30], zdir="z", offset=-25, colors="gray")
ax.plot([best_w] * 2, [best_b] * 2, [-25, 0], "o:", color="C3", zorder=10)
for axis in (ax.xaxis, ax.yaxis, ax.zaxis):
    axis.set_pane_color((1, 1, 1, 0))
ax.set(zlim=(-25, 40), xticks=range(5), yticks=range(-2, 3), zticks=[0, 20, 40])
ax.set_xlabel("weight $w$")
ax.set_ylabel("bias $b$", labelpad=7)
ax.set_zlabel("cost")
ax.view_init(elev=22, azim=-65)
ax.set_box_aspect((1, 1, 0.85), zoom=0.95)
plt.show()

# %% map
fig, ax = plt.subplots(figsize=(4.8, 4.2), layout="constrained")
lines = ax.contour(w, b, cost.T, levels=[0.5, 2, 5, 10, 20, 30], colors="C0")
ax.clabel(lines, fontsize=9)
ax.axhline(0, color="C1", linestyle="--", label="practice 1 scanned this line")
ax.plot(best_w, best_b, "o", color="C3", label="lowest cost")
ax.set_xlabel("weight $w$")
ax.set_ylabel("bias $b$")
fig.legend(loc="outside upper center", frameon=False)
plt.show()

# %% check
assert (best_w, best_b, lowest) == (2.0, 0.0, 0.0)
assert b_for_small_w == 1.0  # the mean of y - 1.5 x
