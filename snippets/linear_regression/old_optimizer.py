# /// script
# dependencies = ["torch"]
# ///

# %% [markdown]
# # An optimizer that holds another model

# %% stuck
import torch
from torch import nn

x = torch.tensor([[1.0], [2.0], [3.0]])
y = torch.tensor([[2.0], [4.0], [6.0]])
torch.manual_seed(0)
model = nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
model = nn.Linear(1, 1)  # once more, from scratch
losses = []
for epoch in range(100):
    loss = nn.MSELoss(reduction="sum")(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
print(f"{losses[0]:.4f} {losses[-1]:.4f}")

# %% grown
grad = model.weight.grad
print(f"{grad.item():.0f}")

# %% check
first, last = losses[0], losses[-1]
grad_end = model.weight.grad.item()
assert first == last
