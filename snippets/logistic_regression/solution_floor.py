# %% [markdown]
# # Solution: the floor of the laziest model

# %% floor
import math

import torch
from torch import nn

y = torch.tensor([0.0, 0.0, 1.0])
criterion = nn.BCEWithLogitsLoss(reduction="sum")
floor = 2 * -math.log(2 / 3) - math.log(1 / 3)

b = torch.zeros(1, requires_grad=True)
optimizer = torch.optim.SGD([b], lr=0.1)
for epoch in range(1000):
    loss = criterion(b.expand(3), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

print(loss.item(), floor)
print(torch.sigmoid(b).item(), y.mean().item())

# %% check
per_student = floor / 3
assert abs(loss.item() - floor) < 1e-4
assert abs(torch.sigmoid(b).item() - 1 / 3) < 1e-4
