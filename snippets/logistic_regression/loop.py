# %% [markdown]
# # Logistic regression by hand

# %% loop
import torch


def fit(hours, passed):
    x = torch.tensor(hours)
    y = torch.tensor(passed)
    w = torch.zeros(1, requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(1000):
        p = torch.sigmoid(w * x + b)
        of_what_happened = torch.where(y == 1, p, 1 - p)
        loss = -of_what_happened.log().sum()
        loss.backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
            b -= 0.01 * b.grad
        w.grad = b.grad = None
    return w.item(), b.item()


w, b = fit([1.0, 2.0, 3.0], [0.0, 0.0, 1.0])
print(torch.sigmoid(torch.tensor(w * 4 + b)).item())
print(-b / w)

# %% kept
import math

boundary, at_four = -b / w, 1 / (1 + math.exp(-(w * 4 + b)))

# %% far
w, b = fit([1.0, 2.0, 3.0, 20.0], [0.0, 0.0, 1.0, 1.0])
print(-b / w)

# %% check
far_boundary = -b / w
assert 0.8 < at_four < 0.95
assert abs(far_boundary - boundary) < 0.05
