# /// script
# dependencies = ["torch"]
# ///

# %% [markdown]
# # eval() and no_grad() are two things

# %% modes
import torch
from torch import nn

x = torch.tensor([[1.0], [2.0], [3.0]])
model = nn.Linear(1, 1)
model.eval()
print(model(x).requires_grad)
with torch.no_grad():
    print(model(x).requires_grad)

# %% check
in_eval = model(x).requires_grad
assert in_eval
