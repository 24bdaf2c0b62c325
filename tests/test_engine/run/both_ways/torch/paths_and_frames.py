# Right: stacks and tracebacks through PyTorch show the program's frames and PyTorch's.
# %% show
import traceback

import torch


def f():
    traceback.print_stack()


f()
try:
    torch.nn.Linear(2, 3)(torch.ones(4))
except RuntimeError:
    traceback.print_exc()
