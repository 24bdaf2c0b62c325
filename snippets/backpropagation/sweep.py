# %% [markdown]
# # One slope a pass, or all in one

# %% nudging
import torch

torch.manual_seed(0)
x = torch.randn(8490, dtype=torch.float64)
w = torch.randn(8490, dtype=torch.float64)


def loss(w):
    return ((w * x) ** 2).sum()


forwards = 1
before, nudged = loss(w), []
for n in range(len(w)):
    moved = w.clone()
    moved[n] += 1e-6
    nudged.append((loss(moved) - before).item() / 1e-6)
    forwards += 1
print(forwards)
print([round(slope, 3) for slope in nudged[:4]])

# %% backward
w.requires_grad_()
loss(w).backward()
print([round(slope, 3) for slope in w.grad[:4].tolist()])

# %% check
gap = (w.grad - torch.tensor(nudged)).abs().max().item()
exact = 2 * w.detach() * x**2
assert torch.allclose(w.grad, exact)
assert forwards == 8491
assert gap < 1e-3
