# /// script
# dependencies = ["torch"]
# [tool.snippet]
# raises = { load = "RuntimeError: Error(s) in loading state_dict for Linear" }
# ///

# %% [markdown]
# # Weights of another shape

# %% load
import torch
from torch import nn

torch.save(nn.Linear(1, 1).state_dict(), "weights.pt")
model = nn.Linear(2, 1)
model.load_state_dict(torch.load("weights.pt", weights_only=True))

# %% check
assert model.weight.shape == (1, 2)
