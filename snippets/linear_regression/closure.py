# /// script
# dependencies = ["torch"]
# ///

# %% [markdown]
# # LBFGS wants a function

# %% closure
import torch
from torch import nn

x = torch.tensor([[1.0], [2.0], [3.0]])
y = torch.tensor([[2.0], [4.0], [6.0]])
torch.manual_seed(0)
model = nn.Linear(1, 1)
criterion = nn.MSELoss(reduction="sum")
optimizer = torch.optim.LBFGS(model.parameters())
losses = []


def closure():
    optimizer.zero_grad()
    loss = criterion(model(x), y)
    loss.backward()
    losses.append(loss.item())
    return loss


optimizer.step(closure)
print(len(losses))
print([round(loss, 4) for loss in losses])

# %% check
calls = len(losses)
prediction = 4 * model.weight.item() + model.bias.item()
assert 2 < calls <= 25
assert abs(prediction - 8) < 1e-3
