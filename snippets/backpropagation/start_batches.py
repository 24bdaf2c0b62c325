# %% [markdown]
# # Start: batches of unequal size

# %% start
import torch

x = torch.arange(1.0, 11.0)
y = 2 * x
w = torch.tensor(1.0, requires_grad=True)
((w * x - y) ** 2).mean().backward()
whole = w.grad

w.grad = None
batches = list(zip(x.split(4), y.split(4)))  # 4, 4 and 2 samples
for xs, ys in batches:
    share = 1 / len(batches)  # of the whole loss
    (((w * xs - ys) ** 2).mean() * share).backward()
print(round(whole.item(), 2), round(w.grad.item(), 2))
if not torch.isclose(whole, w.grad):
    print("missing: share")

# %% check
assert not torch.isclose(whole, w.grad)
