# /// script
# dependencies = ["torch", "numpy"]
# [tool.snippet]
# raises = { float64 = "RuntimeError: mat1 and mat2 must have the same dtype" }
# ///

# %% [markdown]
# # The first error that many meet

# %% layer
import numpy as np
import torch

torch.manual_seed(0)
layer = torch.nn.Linear(2, 1)  # two inputs, one weighted sum
x = np.array([[0.0, 1.0]])

# %% float64
layer(torch.from_numpy(x))

# %% check
numpy_dtype, layer_dtype = str(x.dtype), str(layer.weight.dtype)
assert numpy_dtype == "float64"
assert layer_dtype == "torch.float32"
