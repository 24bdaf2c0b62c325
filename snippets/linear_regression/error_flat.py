# /// script
# dependencies = ["torch"]
# [tool.snippet]
# raises = { wrong = "RuntimeError: mat1 and mat2 shapes cannot be multiplied" }
# ///

# %% [markdown]
# # Features without a second dimension

# %% right
import torch
from torch import nn

model = nn.Linear(1, 1)
x = torch.tensor([1.0, 2.0, 3.0])  # (3,)
print(model(x.unsqueeze(1)).shape)

# %% wrong
model(x)

# %% check
assert x.shape == (3,)
