# %% [markdown]
# # Three students and the sigmoid

# %% students
import torch

x = torch.tensor([1.0, 2.0, 3.0])
y = torch.tensor([0.0, 0.0, 1.0])
w, b = 1.0, -2.4

p = torch.sigmoid(w * x + b)
losses = -torch.where(y == 1, p, 1 - p).log()
print(p)
print(losses, losses.sum())

# %% chart
import matplotlib.pyplot as plt

grid = torch.linspace(0, 5, 101)
fig, (ax, bars) = plt.subplots(2, 1, figsize=(4.8, 5), height_ratios=[3, 2])
ax.plot(grid, torch.sigmoid(w * grid + b), color="C0", linewidth=2.5)
for x_n, y_n, p_n in zip(x, y, p):
    ax.plot([x_n, x_n], [y_n, p_n], color="C1", linewidth=3)
ax.plot(x, y, "o", color="black", markersize=8)
ax.axhline(0.5, color="gray", linestyle="--", linewidth=1)
ax.set(xlim=(0, 5), ylim=(-0.08, 1.08), yticks=[0, 0.5, 1])
ax.set_xlabel("hours")
ax.set_ylabel("probability of passing")
losses = losses.tolist()
bars.barh(range(3), losses, color="C1")
bars.set_yticks(range(3), ["1 hour", "2 hours", "3 hours"])
bars.invert_yaxis()
for row, loss in enumerate(losses):
    bars.text(loss + 0.015, row, f"{loss:.2f}", va="center")
bars.set_xlim(0, 0.7)
bars.set_xlabel("loss of each student")
plt.show()

# %% facts
hours, passed = x.tolist(), y.tolist()
total = sum(losses)

# %% check
by_formula = torch.log1p(torch.exp((1 - 2 * y) * (w * x + b)))
assert torch.allclose(by_formula, torch.tensor(losses))
