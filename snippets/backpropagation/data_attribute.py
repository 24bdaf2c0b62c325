# /// script
# dependencies = ["torch"]
# [tool.snippet]
# raises = { no_grad = "RuntimeError: one of the variables needed for gradient computation" }
# ///

# %% [markdown]
# # What `.data` hides

# %% data
import torch

x = torch.tensor(1.0, requires_grad=True)
y = 2 * x * x
x.data *= 100
y.backward()
print(x.grad)

# %% no_grad
x = torch.tensor(1.0, requires_grad=True)
y = 2 * x * x
with torch.no_grad():
    x *= 100
y.backward()

# %% check
hidden = torch.tensor(1.0, requires_grad=True)
z = 2 * hidden * hidden
hidden.data *= 100
z.backward()
wrong = hidden.grad.item()
at_one, at_hundred = 4 * 1.0, 4 * 100.0
assert wrong not in (at_one, at_hundred)
assert x.grad is None
