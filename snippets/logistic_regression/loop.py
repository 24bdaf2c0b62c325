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
w_three, b_three = w, b

# %% far
w, b = fit([1.0, 2.0, 3.0, 20.0], [0.0, 0.0, 1.0, 1.0])
print(-b / w)

# %% chart
import matplotlib.pyplot as plt
import numpy as np

hours, passed = [1, 2, 3, 20], [0, 0, 1, 1]
grid = np.linspace(0, 21, 421)
fig, ax = plt.subplots(figsize=(4.8, 3.4))
ax.axhline(0.5, color="gray", linestyle="--", linewidth=1)
for n, style in ((3, "--"), (4, "-")):
    slope, start = np.polyfit(hours[:n], passed[:n], 1)
    ax.plot(grid, slope * grid + start, color="C3", linestyle=style)
ax.plot(grid, 1 / (1 + np.exp(-w_three * grid - b_three)), color="C0", linestyle="--")
ax.plot(grid, 1 / (1 + np.exp(-w * grid - b)), color="C0")
ax.plot(hours, passed, "o", color="black", markersize=7)
ax.text(10.5, 0.6, "line", color="C3", va="top")
ax.text(7.2, 1.04, "sigmoid", color="C0")
ax.set(xlim=(0, 21), ylim=(-0.2, 1.25))
ax.set(xticks=range(0, 21, 5), yticks=[0, 0.5, 1])
ax.set_xlabel("hours")
ax.set_ylabel("probability of passing")
plt.show()

# %% check
far_boundary = -b / w
assert 0.8 < at_four < 0.95
assert abs(far_boundary - boundary) < 0.05
