# %% [markdown]
# # Start: the floor of the laziest model

# %% start
import torch
from torch import nn

y = torch.tensor([0.0, 0.0, 1.0])
criterion = nn.BCEWithLogitsLoss(reduction="sum")
floor = None  # by pencil

b = torch.zeros(1, requires_grad=True)  # no w: hours do not count
optimizer = torch.optim.SGD([b], lr=0.1)
for epoch in range(1000):
    loss = criterion(b.expand(3), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

print(loss.item(), torch.sigmoid(b).item())
if floor is None:
    print("missing: floor")
else:
    print(abs(loss.item() - floor) < 1e-4)

# %% check
found = loss.item()
assert floor is None or abs(floor - found) < 1e-4
