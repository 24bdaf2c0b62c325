# %% [markdown]
# # The same loop in PyTorch

# %% loop
import torch

x = torch.tensor([1.0, 2.0, 3.0])
y = torch.tensor([2.0, 4.0, 6.0])

w = torch.tensor(1.0, requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.01)
for step in range(1, 101):
    loss = ((w * x - y) ** 2).mean()
    optimizer.zero_grad()
    loss.backward()  # w.grad is the slope
    optimizer.step()  # w = w - lr * w.grad
    if step in (1, 2, 3, 100):
        print(step, round(w.item(), 4))

# %% check
w_end = w.item()
assert abs(w_end - (2 - (1 - 0.01 * 28 / 3) ** 100)) < 1e-5
assert f"{w_end:.4f}" == "1.9999"
