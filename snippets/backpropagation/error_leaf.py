# /// script
# dependencies = ["torch"]
# [tool.snippet]
# raises = { wrong = "RuntimeError: a leaf Variable that requires grad is being used in an in-place operation." }
# ///

# %% [markdown]
# # A leaf changed in place

# %% right
import torch

w = torch.tensor(1.0, requires_grad=True)
((w - 2) ** 2).backward()
with torch.no_grad():
    w -= 0.1 * w.grad
print(w)

# %% wrong
w -= 0.1 * w.grad

# %% check
assert abs(w.item() - 1.2) < 1e-6
