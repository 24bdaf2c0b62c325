# %% [markdown]
# # Solution: one sigmoid too many

# %% once
import math

import torch
from torch import nn

x = torch.tensor([[1.0], [2.0], [3.0]])
y = torch.tensor([[0.0], [0.0], [1.0]])
floor = 2 * math.log(2) + math.log(1 + math.exp(-1))
print(floor)

torch.manual_seed(0)
model = nn.Linear(1, 1)  # scores, no sigmoid
criterion = nn.BCEWithLogitsLoss(reduction="sum")
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(1, 5001):
    loss = criterion(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if epoch in (100, 1000, 5000):
        print(epoch, loss.item())

# %% check
last_loss = loss.item()
assert last_loss < floor / 3
