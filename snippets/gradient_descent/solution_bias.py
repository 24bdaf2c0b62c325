# %% [markdown]
# # Solution: descent with a bias

# %% descend
import numpy as np

x = np.array([1.0, 2.0, 3.0])
y = 2 * x + 1
w, b, lr = 0.0, 0.0, 0.05
for _ in range(2000):
    error = w * x + b - y
    w -= lr * (2 * x * error).mean()
    b -= lr * (2 * error).mean()
print(round(w, 4), round(b, 4))

# %% compare
import torch

w0 = torch.tensor(0.5, requires_grad=True)
b0 = torch.tensor(-1.0, requires_grad=True)
errors = w0 * torch.tensor(x) + b0 - torch.tensor(y)
(errors**2).mean().backward()
print(w0.grad, b0.grad)
error = 0.5 * x - 1.0 - y
print((2 * x * error).mean(), (2 * error).mean())

# %% check
by_autograd = [w0.grad.item(), b0.grad.item()]
by_hand = [(2 * x * error).mean(), (2 * error).mean()]
assert np.allclose([w, b], np.polyfit(x, y, 1), atol=1e-6)
assert np.allclose(by_hand, by_autograd)
