# %% [markdown]
# # One slope a pass, or all in one

# %% nudging
import time

import torch

torch.manual_seed(0)
x = torch.randn(8490)
w = torch.randn(8490)


def loss(w):
    return ((w * x) ** 2).mean()


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
exact = 2 * w64 * x**2 / len(w)
assert torch.allclose(w.grad.double(), exact, rtol=1e-4, atol=1e-9)
assert forwards == 8491
assert ratio > 10
