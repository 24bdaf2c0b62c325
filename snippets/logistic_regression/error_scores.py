# /// script
# dependencies = ["torch"]
# [tool.snippet]
# raises = { wrong = "RuntimeError: all elements of input should be between 0 and 1" }
# ///

# %% [markdown]
# # Scores where probabilities belong

# %% right
import torch
from torch import nn

z = torch.tensor([[-1.0], [2.0]])
y = torch.tensor([[0.0], [1.0]])
p = torch.sigmoid(z)
print(nn.BCELoss()(p, y))

# %% wrong
nn.BCELoss()(z, y)

# %% check
assert z.min() < 0 < 1 < z.max()
