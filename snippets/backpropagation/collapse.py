# %% [markdown]
# # Two linear layers are one

# %% layers
import torch

torch.manual_seed(0)
x = torch.rand(5, 3)  # (batch, features)
W1, b1 = torch.randn(3, 4), torch.randn(4)
W2, b2 = torch.randn(4, 1), torch.randn(1)

two = (x @ W1 + b1) @ W2 + b2
one = x @ (W1 @ W2) + (b1 @ W2 + b2)
print(two.flatten())
print(one.flatten())

# %% check
bent = torch.relu(x @ W1 + b1) @ W2 + b2
gap = (two - one).abs().max().item()
assert gap < 1e-5
assert (bent - one).abs().max() > 0.1  # an activation in between keeps them apart
