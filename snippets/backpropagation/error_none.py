# /// script
# dependencies = ["torch"]
# [tool.snippet]
# raises = { wrong = "TypeError: unsupported operand type(s) for *: 'float' and 'NoneType'" }
# ///

# %% [markdown]
# # A new tensor instead of a changed one

# %% right
import warnings

import torch

warnings.simplefilter("ignore")
w = torch.tensor(1.0, requires_grad=True)
for _ in range(2):
    ((w - 2) ** 2).backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
print(w)

# %% wrong
for _ in range(2):
    ((w - 2) ** 2).backward()
    w = w - 0.1 * w.grad

# %% check
assert not w.is_leaf
assert w.grad is None
