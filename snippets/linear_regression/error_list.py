# /// script
# dependencies = ["torch"]
# [tool.snippet]
# raises = { wrong = "ValueError: optimizer got an empty parameter list" }
# ///

# %% [markdown]
# # Layers in a plain list

# %% right
import torch
from torch import nn


class Model(nn.Module):
    def __init__(self, container):
        super().__init__()
        self.layers = container([nn.Linear(1, 1)])


model = Model(nn.ModuleList)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
print(len(list(model.parameters())))

# %% wrong
model = Model(list)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)

# %% check
assert not list(model.parameters())
