# %% [markdown]
# # One slope a pass, or all in one

# %% nudging
import time

import torch

torch.manual_seed(0)
x = torch.randn(8490)
w = torch.randn(8490)


def loss(w):
    return (torch.sin(w * x).sum() - 1) ** 2


start, forwards = time.perf_counter(), 1
before, nudged = loss(w), []
for n in range(len(w)):
    moved = w.clone()
    moved[n] += 0.001
    nudged.append((loss(moved) - before) / 0.001)
    forwards += 1
nudging = time.perf_counter() - start
print(forwards)

# %% backward
w.requires_grad_()
start = time.perf_counter()
loss(w).backward()
backward = time.perf_counter() - start
print(w.grad.shape)

# %% check
ratio = nudging / backward
w64 = w.detach().double()
exact = 2 * (torch.sin(w64 * x).sum() - 1) * torch.cos(w64 * x) * x
assert torch.allclose(w.grad.double(), exact, rtol=1e-3, atol=1e-2)
assert forwards == 8491
assert ratio > 10
