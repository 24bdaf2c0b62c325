# /// script
# dependencies = ["torch", "numpy"]
# ///

# %% [markdown]
# # The first error, mended

# %% float32
import numpy as np
import torch

torch.manual_seed(0)
layer = torch.nn.Linear(2, 1)
x = np.array([[0.0, 1.0]])
z = layer(torch.from_numpy(x).float())
print(z.shape, z.dtype)

# %% check
expected = layer.weight[0, 1].item() + layer.bias.item()
assert abs(z.item() - expected) < 1e-6
