# /// script
# dependencies = ["torch"]
# [tool.snippet]
# raises = { wrong = "ValueError: too many dimensions 'str'" }
# ///

# %% [markdown]
# # Numbers that are still text

# %% right
import torch

row = "1.0,2.0,3.0".split(",")
x = torch.tensor([float(text) for text in row]).unsqueeze(1)
print(x.shape)

# %% wrong
torch.tensor(row)

# %% check
assert isinstance(row[0], str)
