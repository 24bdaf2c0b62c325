# /// script
# dependencies = ["torch"]
# [tool.snippet]
# raises = { wrong = "RuntimeError: mat1 and mat2 must have the same dtype" }
# ///

# %% [markdown]
# # Numbers from NumPy

# %% right
import numpy as np
import torch
from torch import nn

model = nn.Linear(1, 1)
hours = np.array([[1.0], [2.0], [3.0]])
x = torch.tensor(hours, dtype=torch.float32)
print(model(x).dtype)

# %% wrong
model(torch.from_numpy(hours))

# %% check
assert torch.from_numpy(hours).dtype == torch.float64
