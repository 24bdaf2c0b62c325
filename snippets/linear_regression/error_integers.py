# /// script
# dependencies = ["torch"]
# [tool.snippet]
# raises = { wrong = "RuntimeError: mat1 and mat2 must have the same dtype" }
# ///

# %% [markdown]
# # Whole numbers

# %% right
import torch
from torch import nn

model = nn.Linear(1, 1)
x = torch.tensor([[1], [2], [3]])
print(model(x.float()).dtype)

# %% wrong
model(x)

# %% check
assert x.dtype == torch.int64
