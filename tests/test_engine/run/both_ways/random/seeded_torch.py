# Right: seeded generators of PyTorch give the numbers that they give anywhere, and leave NumPy and random alone.
# %% first
import torch

torch.manual_seed(0)
print(torch.rand(3), torch.randperm(5), torch.initial_seed())
generator = torch.Generator().manual_seed(1)

# %% second
print(torch.randn(2), torch.randn(2, generator=generator), torch.nn.Linear(2, 2).weight)
print(torch.Generator().initial_seed())
