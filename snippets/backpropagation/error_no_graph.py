# /// script
# dependencies = ["torch"]
# [tool.snippet]
# raises = { wrong = "RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn" }
# ///

# %% [markdown]
# # Nothing was recorded

# %% right
import torch

w = torch.tensor(1.0, requires_grad=True)
((w - 2) ** 2).backward()
print(w.grad)

# %% wrong
w = torch.tensor(1.0)
((w - 2) ** 2).backward()

# %% check
assert w.grad is None
assert not w.requires_grad
