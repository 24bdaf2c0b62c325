# %% [markdown]
# # From hours to the probability of passing

# %% data
import torch
from torch import nn

x = torch.tensor([[1.0], [2.0], [3.0]])  # (3, 1)
y = torch.tensor([[0.0], [0.0], [1.0]])  # (3, 1)

# %% model
torch.manual_seed(0)
model = nn.Linear(1, 1)  # gives scores
criterion = nn.BCEWithLogitsLoss(reduction="sum")
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)

# %% train
for epoch in range(1000):
    loss = criterion(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

# %% predict
with torch.no_grad():
    score = model(torch.tensor([[4.0]]))
    p = torch.sigmoid(score)
print(score.item(), p.item())
w, b = model.weight.item(), model.bias.item()
print(w, b, -b / w)

# %% measured
at_four, boundary = p.item(), -b / w
final_loss = loss.item()

# %% curve
import matplotlib.pyplot as plt

hours = torch.linspace(0, 10, 201)[:, None]
with torch.no_grad():
    curve = torch.sigmoid(model(hours))
fig, ax = plt.subplots(figsize=(4.8, 3.4))
ax.axhline(0.5, color="gray", linestyle="--", linewidth=1)
ax.axvline(boundary, color="C1", linestyle="--", linewidth=1.5)
ax.plot(hours, curve, color="C0", linewidth=2.5)
ax.plot(x, y, "o", color="black", markersize=7)
ax.plot(4, at_four, "o", color="C2", markersize=9)
ax.text(4.3, at_four - 0.08, f"{at_four:.2f}", color="C2")
ax.text(boundary + 0.15, 0.06, f"{boundary:.2f} hours", color="C1")
ax.set_xlabel("hours")
ax.set_ylabel("probability of passing")
plt.show()

# %% seeds
w = torch.empty(20, 1)
b = torch.empty(20, 1)
for seed in range(20):
    torch.manual_seed(seed)
    start = nn.Linear(1, 1)
    w[seed], b[seed] = start.weight.item(), start.bias.item()
for epoch in range(1000):  # all twenty at once, by the formula
    errors = torch.sigmoid(w * x.T + b) - y.T  # (20, 3)
    w = w - 0.01 * (errors * x.T).sum(dim=1, keepdim=True)
    b = b - 0.01 * errors.sum(dim=1, keepdim=True)
of_four = torch.sigmoid(4 * w + b)
lowest, highest = of_four.min().item(), of_four.max().item()
first_boundary, last_boundary = (-b / w).min().item(), (-b / w).max().item()

# %% check
assert abs(of_four[0].item() - at_four) < 1e-4  # the same training
assert 0.84 < lowest <= at_four <= highest < 0.91
assert 2.4 < first_boundary < last_boundary < 2.43
