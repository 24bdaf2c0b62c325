# /// script
# dependencies = ["torch"]
# [tool.snippet]
# raises = { wrong = "RuntimeError: Can't call numpy() on Tensor that requires grad." }
# ///

# %% [markdown]
# # From a tensor to NumPy

# %% right
import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
print(w.sum().item())
print(w.detach().numpy())

# %% wrong
w.numpy()

# %% check
shared = w.detach().numpy()
assert shared.sum() == 3
