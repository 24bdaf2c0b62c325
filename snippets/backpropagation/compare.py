# %% [markdown]
# # The same slopes from PyTorch

# %% torch
import torch

x = torch.tensor(1.0, requires_grad=True)
w = torch.tensor(1.0, requires_grad=True)
y = torch.tensor(2.0, requires_grad=True)
((w * x - y) ** 2).backward()
slopes = [w.grad.item(), x.grad.item(), y.grad.item()]
print(slopes)

# %% check
assert slopes == [-2, -2, 2]
