# %% [markdown]
# # Labels 1 and 2

# %% train
import torch
from torch import nn

x = torch.tensor([[1.0], [2.0], [3.0]])
y = torch.tensor([[1.0], [1.0], [2.0]])  # should be 0, 0, 1
criterion = nn.BCEWithLogitsLoss(reduction="sum")

torch.manual_seed(0)
model = nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
for epoch in range(1, 1001):
    loss = criterion(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if epoch in (1, 100, 1000):
        print(epoch, loss.item())
print(torch.sigmoid(model(x)).flatten().tolist())

# %% remedy
assert ((y == 0) | (y == 1)).logical_not().any()
y = y - 1

# %% check
last_loss = loss.item()
assert last_loss < 0
