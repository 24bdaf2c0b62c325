# /// script
# dependencies = ["torch"]
# [tool.snippet]
# diverges = true
# ///

# %% [markdown]
# # One missing value

# %% missing
import torch
from torch import nn

x = torch.tensor([[1.0], [2.0], [float("nan")]])
y = torch.tensor([[2.0], [4.0], [6.0]])
torch.manual_seed(0)
model = nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
loss = nn.MSELoss(reduction="sum")(model(x), y)
loss.backward()
optimizer.step()
print(loss.item(), model.weight.item(), model.bias.item())

# %% find
print(torch.isfinite(x).flatten().tolist())

# %% check
ruined = torch.isnan(model.weight).all().item()
assert ruined
