# /// script
# dependencies = ["torch"]
# [tool.snippet]
# raises = { wrong = "RuntimeError: one of the variables needed for gradient computation" }
# ///

# %% [markdown]
# # A value changed that is still needed

# %% right
import torch

w = torch.tensor(1.0, requires_grad=True)
h = torch.exp(w)
h = h + 1
h.backward()
print(w.grad)

# %% wrong
h = torch.exp(w)
h += 1
h.backward()

# %% check
import math

assert abs(w.grad.item() - math.e) < 1e-5
