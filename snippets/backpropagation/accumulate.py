# %% [markdown]
# # Four small batches, one large one

# %% accumulate
import torch

torch.manual_seed(0)
x = torch.rand(64)
y = 2 * x + 0.1 * torch.randn(64)
w = torch.tensor(1.0, requires_grad=True)

((w * x - y) ** 2).mean().backward()
print(round(w.grad.item(), 4))

w.grad = None
for xs, ys in zip(x.split(16), y.split(16)):
    (((w * xs - ys) ** 2).mean() / 4).backward()
    print(round(w.grad.item(), 4))

# %% check
exact = (2 * x.double() * (x.double() - y.double())).mean().item()
assert abs(w.grad.item() - exact) < 1e-6
