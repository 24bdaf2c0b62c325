# %% [markdown]
# # Solution: does `backward()` train?

# %% train
import torch

w = torch.tensor(1.0, requires_grad=True)
for _ in range(20):
    loss = (w * 1.0 - 2.0) ** 2
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
print(w.item())

# %% check
assert abs(w.item() - (2 - 0.8**20)) < 1e-5
