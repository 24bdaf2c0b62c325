# %% [markdown]
# # Solution: descent with a bias

# %% descend
import numpy as np

x = np.array([1.0, 2.0, 3.0])
y = 2 * x + 1
w, b, lr = 0.0, 0.0, 0.05
for _ in range(2000):
    error = w * x + b - y
    w, b = w - lr * np.mean(2 * x * error), b - lr * np.mean(2 * error)
print(f"w {w:.4f}  b {b:.4f}")

# %% compare
import torch

params = torch.tensor([0.5, -1.0], dtype=torch.float64, requires_grad=True)
inputs, targets = torch.from_numpy(x), torch.from_numpy(y)
((params[0] * inputs + params[1] - targets) ** 2).mean().backward()
error = 0.5 * x - 1.0 - y
by_hand = [np.mean(2 * x * error), np.mean(2 * error)]
by_autograd = params.grad.tolist()
print("by hand  {:.4f} {:.4f}".format(*by_hand))
print("autograd {:.4f} {:.4f}".format(*by_autograd))

# %% check
assert np.allclose([w, b], np.polyfit(x, y, 1), atol=1e-6)
assert np.allclose(by_hand, by_autograd)
