# Right: a warning of PyTorch is an error, with its text.
# %% show
import torch

x = torch.ones(2, requires_grad=True) * 2
try:
    x.grad
except UserWarning as warning:
    print("non-leaf" in str(warning))
schedule = torch.optim.lr_scheduler.StepLR(torch.optim.SGD([torch.nn.Parameter(torch.ones(1))], lr=0.1), 1)
schedule.step()
