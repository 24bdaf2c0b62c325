# /// script
# dependencies = ["torch"]
# ///

# %% [markdown]
# # Ten lines on tensors

# %% make
import torch

x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
w = torch.tensor([2.0, 1.0])
print(x.shape, w.shape)

# %% index
print(x[2])
print(x[2, 0])
print(x[2, 0].item())

# %% multiply
print(x * w)
z = x @ w - 3  # (4,)
print(z)
print((z >= 0).int())

# %% check
assert x.shape == (4, 2)
assert z.tolist() == [-3.0, -2.0, -1.0, 0.0]
assert (z >= 0).int().tolist() == [0, 0, 0, 1]
