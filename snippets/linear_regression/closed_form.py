# /// script
# dependencies = ["torch"]
# ///

# %% [markdown]
# # The answer without training

# %% solve
import torch

x = torch.tensor([[1.0], [2.0], [3.0]])
y = torch.tensor([[2.0], [4.0], [6.0]])
X = torch.cat([x, torch.ones(3, 1)], dim=1)  # (3, 2): x and 1
answer = torch.linalg.lstsq(X, y).solution  # (2, 1): w and b
print(answer)

# %% bowl
curvatures = torch.linalg.eigvalsh(2 * X.T @ X)
print(curvatures)

# %% check
w, b = answer.flatten().tolist()
flat, steep = curvatures.tolist()
limit, ratio = 2 / steep, steep / flat
half_life = (torch.log(torch.tensor(0.5)) / torch.log(torch.tensor(1 - 0.01 * flat))).item()
dx, dy = x - x.mean(), y - y.mean()
assert abs(w - ((dx * dy).sum() / (dx**2).sum()).item()) < 1e-5
assert abs(b - (y.mean() - w * x.mean()).item()) < 1e-5
