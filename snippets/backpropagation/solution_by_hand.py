# %% [markdown]
# # Solution: by hand

# %% torch
import torch

x, w, b, y = (torch.tensor(n, requires_grad=True) for n in (2.0, 3.0, 1.0, 5.0))
loss = (w * x + b - y) ** 2
loss.backward()
print(loss.item())
print([n.grad.item() for n in (w, x, b, y)])

# %% check
slopes = [n.grad.item() for n in (w, x, b, y)]
assert loss.item() == 4
assert slopes == [8, 12, 4, -4]
