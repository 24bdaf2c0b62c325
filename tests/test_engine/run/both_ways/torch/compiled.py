# Right: a compiled function gives what it gives uncompiled, and its program's names are found.
# %% fast
import torch

factor = 2


@torch.compile(backend="eager")
def f(x):
    return factor * torch.sin(x) ** 2 + torch.cos(x) ** 2


print(f(torch.ones(3)))

# %% again
factor = 3
print(f(torch.ones(3)))
