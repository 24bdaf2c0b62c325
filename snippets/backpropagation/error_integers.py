# /// script
# dependencies = ["torch"]
# [tool.snippet]
# raises = { wrong = "RuntimeError: Only Tensors of floating point and complex dtype can require gradients" }
# ///

# %% [markdown]
# # Slopes of whole numbers

# %% right
import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
print(w.dtype)

# %% wrong
w = torch.tensor([1, 2], requires_grad=True)

# %% check
whole = torch.tensor([1, 2]).dtype
assert whole == torch.int64
