# %% [markdown]
# # Start: does `backward()` train?

# %% start
import torch

w = torch.tensor(1.0, requires_grad=True)
before = w.item()
for _ in range(20):
    loss = (w * 1.0 - 2.0) ** 2
    loss.backward()
    # the update, and what belongs after it
print(w.item(), w.grad)
if w.item() == before:
    print("missing: update")
elif abs(w.item() - 2) > 0.02:
    print("missing: zero")

# %% check
assert w.item() == 1
assert w.grad == -40
