# %% [markdown]
# # A batch of four, by hand and by PyTorch

# %% by_hand
import torch
from torch import nn

y_hat = torch.tensor([0.2, 0.8, 0.3, 0.7])
y = torch.tensor([1.0, 1.0, 0.0, 0.0])

losses = -(y * y_hat.log() + (1 - y) * (1 - y_hat).log())
for row in zip(y, y_hat, losses):
    print(*(f"{value.item():.4f}" for value in row))
print(f"{losses.mean().item():.4f}")
print(f"{nn.BCELoss()(y_hat, y).item():.4f}")

# %% table
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(4.8, 2.9))
losses = losses.tolist()
ax.barh(range(4), losses, color="C1", height=0.6)
for row, loss in enumerate(losses):
    ax.text(loss + 0.03, row, f"{loss:.4f}", va="center")
mean = sum(losses) / 4
ax.axvline(mean, color="black", linestyle="--", linewidth=1.5)
ax.text(mean + 0.03, -0.68, f"mean {mean:.4f}", ha="left")
rows = [f"$y$ = {a:.0f}, $\\hat y$ = {b:.1f}" for a, b in zip(y, y_hat)]
ax.set_yticks(range(4), rows)
ax.set(xlim=(0, 2), ylim=(3.5, -1))
ax.set_xlabel("loss")
plt.show()

# %% check
known = [1.6094, 0.2231, 0.3567, 1.2040]
assert all(abs(a - b) < 5e-5 for a, b in zip(losses, known))
assert abs(mean - 0.8483) < 5e-5
