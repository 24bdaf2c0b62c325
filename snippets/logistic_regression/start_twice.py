# %% [markdown]
# # Start: a loss that will not fall

# %% start
import torch
from torch import nn

x = torch.tensor([[1.0], [2.0], [3.0]])
y = torch.tensor([[0.0], [0.0], [1.0]])

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(1, 1), nn.Sigmoid())
criterion = nn.BCEWithLogitsLoss(reduction="sum")
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(1, 5001):
    loss = criterion(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if epoch in (100, 1000, 5000):
        print(epoch, loss.item())

if loss.item() > 1:
    print("missing: a loss below 1")

# %% check
last_loss = stuck = loss.item()
assert last_loss < 2.2
