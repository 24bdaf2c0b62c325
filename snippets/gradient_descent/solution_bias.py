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

float64 = {"dtype": torch.float64, "requires_grad": True}
w0, b0 = torch.tensor(0.5, **float64), torch.tensor(-1.0, **float64)
errors = w0 * torch.tensor(x) + b0 - torch.tensor(y)
(errors**2).mean().backward()
print(w0.grad.item(), b0.grad.item())
error = 0.5 * x - 1.0 - y
print((2 * x * error).mean(), (2 * error).mean())

# %% limit
X = np.stack([x, np.ones(3)], axis=1)  # (sample, parameter)
curvature = np.linalg.eigvalsh(2 * X.T @ X / 3).max()
print(round(2 / curvature, 3))

# %% check
by_autograd = [w0.grad.item(), b0.grad.item()]
by_hand = [(2 * x * error).mean(), (2 * error).mean()]
assert np.allclose([w, b], np.polyfit(x, y, 1), atol=1e-6)
assert np.allclose(by_hand, by_autograd, rtol=1e-12)
assert 0.05 < 2 / curvature < 0.2
