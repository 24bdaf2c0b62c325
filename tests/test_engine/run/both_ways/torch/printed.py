# Right: tensors and modules are printed as PyTorch prints them; stacks and errors show the program's frames and PyTorch's.
# %% first
import traceback

import torch
from torch import nn


def stack():
    traceback.print_stack()


print(torch.arange(6).reshape(2, 3) / 7, torch.tensor([1.0], requires_grad=True) * 2)
print(nn.Sequential(nn.Linear(2, 3), nn.ReLU()), torch.Size([1, 2]), torch.float16)
print(torch.get_num_threads(), torch.get_default_dtype(), torch.is_grad_enabled(), torch.cuda.is_available())
stack()
try:
    nn.Linear(2, 3)(torch.ones(4))
except RuntimeError:
    traceback.print_exc()
torch.set_default_dtype(torch.float64)
torch.set_printoptions(precision=2)
torch.set_grad_enabled(False)

# %% second
print(torch.tensor([1 / 3]), torch.zeros(1).dtype, torch.is_grad_enabled())
nn.Linear(2, 3)(torch.ones(4))
