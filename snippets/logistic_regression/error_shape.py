# /// script
# dependencies = ["torch"]
# [tool.snippet]
# raises = { wrong = "ValueError: Target size (torch.Size([3])) must be the same as input size (torch.Size([3, 1]))" }
# ///

# %% [markdown]
# # Labels of another shape

# %% right
import torch
from torch import nn

z = torch.tensor([[-1.0], [0.5], [2.0]])  # (3, 1)
y = torch.tensor([0.0, 0.0, 1.0])  # (3,)
print(nn.BCEWithLogitsLoss()(z, y.unsqueeze(1)))

# %% wrong
nn.BCEWithLogitsLoss()(z, y)

# %% check
assert y.unsqueeze(1).shape == z.shape
