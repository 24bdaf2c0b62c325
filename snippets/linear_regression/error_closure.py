# /// script
# dependencies = ["torch"]
# [tool.snippet]
# raises = { wrong = "TypeError: LBFGS.step() missing 1 required positional argument: 'closure'" }
# ///

# %% [markdown]
# # LBFGS without its function

# %% right
import torch
from torch import nn

model = nn.Linear(1, 1)
optimizer = torch.optim.LBFGS(model.parameters())


def closure():
    optimizer.zero_grad()
    loss = (model(torch.tensor([[3.0]])) - 6).square().sum()
    loss.backward()
    return loss


optimizer.step(closure)
print(closure().item() < 0.001)

# %% wrong
optimizer.step()

# %% check
assert closure().item() < 0.001
