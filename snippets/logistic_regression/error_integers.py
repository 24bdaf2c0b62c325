# /// script
# dependencies = ["torch"]
# [tool.snippet]
# raises = { wrong = "RuntimeError: result type Float can't be cast to the desired output type Long" }
# ///

# %% [markdown]
# # Integers as labels

# %% right
import torch
from torch import nn

z = torch.tensor([[-1.0], [0.5], [2.0]])
y = torch.tensor([[0], [0], [1]])
print(nn.BCEWithLogitsLoss()(z, y.float()))

# %% wrong
nn.BCEWithLogitsLoss()(z, y)

# %% check
kind = str(y.dtype)
assert kind == "torch.int64"
