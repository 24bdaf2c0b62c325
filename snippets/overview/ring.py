# %% data
import torch
from torch import nn

torch.manual_seed(7)
inside = torch.arange(80) < 40  # (80,) the first half
radius = torch.where(inside, 0.0, 1.5) + torch.rand(80)
angle = 2 * torch.pi * torch.rand(80)
points = torch.stack([radius * angle.cos(), radius * angle.sin()], dim=1)

# %% net
net = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1))
parameters = sum(each.numel() for each in net.parameters())
print(parameters)

# %% train
optimizer = torch.optim.Adam(net.parameters(), lr=0.05)
loss_function = nn.BCEWithLogitsLoss()
kept = []  # the parameters after some of the epochs
epochs = [0, 5, 10, 15, 20, 25, 30, 40, 50, 75, 100, 200]
accuracy = []
for epoch in range(201):
    scores = net(points).squeeze(1)  # (80,)
    loss = loss_function(scores, inside.float())
    if epoch in epochs:
        kept.append([each.detach().clone() for each in net.parameters()])
        accuracy.append(((scores > 0) == inside).float().mean().item())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(f"{accuracy[0]:.2f} -> {accuracy[-1]:.2f}")

# %% map
import matplotlib.pyplot as plt

side = torch.linspace(-2.6, 2.6, 120)
grid = torch.cartesian_prod(side, side)  # (14400, 2)
with torch.no_grad():
    chance = net(grid).sigmoid().view(120, 120).T
plt.figure(figsize=(4.2, 4.2))
plt.contourf(side, side, chance, levels=[0.5, 1], colors=["C0"], alpha=0.2)
plt.contour(side, side, chance, levels=[0.5], colors=["C0"])
plt.scatter(*points[inside].T, s=18, color="C0")
plt.scatter(*points[~inside].T, s=18, facecolors="none", edgecolors="C1")
plt.axis("equal")
plt.axis("off")
plt.show()

# %% check
x, y = points.T.tolist()
hidden_weight, hidden_bias, out_weight, out_bias = (
    torch.cat([each.flatten() for each in history]).tolist() for history in zip(*kept)
)
assert parameters == 17
assert accuracy[0] < 0.8
assert accuracy[-1] == 1.0
assert accuracy[6] < 1.0
assert len(hidden_weight) == 8 * len(epochs) <= 100
