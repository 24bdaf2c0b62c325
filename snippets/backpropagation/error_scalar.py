# /// script
# dependencies = ["torch"]
# [tool.snippet]
# raises = { wrong = "RuntimeError: grad can be implicitly created only for scalar outputs" }
# ///

# %% [markdown]
# # Backward from three numbers

# %% right
import torch

x = torch.tensor([1.0, 2.0, 3.0])
w = torch.tensor(1.0, requires_grad=True)
losses = (w * x - 2 * x) ** 2
losses.mean().backward()
print(w.grad)

# %% wrong
losses = (w * x - 2 * x) ** 2
losses.backward()

# %% check
assert abs(w.grad.item() + 28 / 3) < 1e-5
