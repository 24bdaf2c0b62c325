# /// script
# dependencies = ["torch"]
# [tool.snippet]
# raises = { wrong = "RuntimeError: Trying to backward through the graph a second time" }
# ///

# %% [markdown]
# # Backward twice through one graph

# %% right
import torch

w = torch.tensor(1.0, requires_grad=True)
for _ in range(2):
    loss = (w * 1.0 - 2.0) ** 2
    loss.backward()
print(w.grad)

# %% wrong
loss.backward()

# %% check
assert w.grad == -4
