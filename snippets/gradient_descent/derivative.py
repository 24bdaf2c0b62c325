# %% [markdown]
# # Feel the slope

# %% nudge
import numpy as np

x = np.array([1.0, 2.0, 3.0])
y = np.array([2.0, 4.0, 6.0])


def cost(w):
    return ((w * x - y) ** 2).mean()


before, after = cost(1.0), cost(1.001)
print(before)
print(after)
print((after - before) / 0.001)


# %% formula
def slope_at(w):
    return (2 * x * (w * x - y)).mean()


print(slope_at(1.0))

# %% smaller
for h in (1e-6, 1e-12, 1e-15):
    print(h, (cost(1 + h) - cost(1)) / h)

# %% autograd
import torch

x_torch = torch.tensor([1.0, 2.0, 3.0])
y_torch = torch.tensor([2.0, 4.0, 6.0])
w = torch.tensor(1.0, requires_grad=True)
loss = ((w * x_torch - y_torch) ** 2).mean()
loss.backward()
print(w.grad)

# %% tangent
import matplotlib.pyplot as plt

line = np.linspace(0, 4, 101)
slope = slope_at(1.0)
_, (above, below) = plt.subplots(2, 1, figsize=(4.8, 5.4), sharex=True)
above.plot(line, [cost(value) for value in line], color="gray", linewidth=2)
touch = np.array([0.3, 1.7])
above.plot(touch, cost(1.0) + slope * (touch - 1), color="C1", linewidth=3)
above.plot(1, cost(1.0), "o", color="C0", markersize=8)
above.text(1.2, 6, f"slope \N{MINUS SIGN}{-slope:.2f}", color="C1", fontsize=12)
above.set_ylabel("cost")
below.axhline(0, color="gray", alpha=0.4)
below.plot(line, [slope_at(value) for value in line], color="C1", linewidth=2)
below.vlines(1, slope, 0, color="C1", linestyle=":", linewidth=2)
below.plot(1, slope, "o", color="C0", markersize=8)
below.text(1.15, slope - 2, f"${slope:.2f}$", color="C1", fontsize=12)
below.text(2.05, -4, "0 at the minimum", color="C2", fontsize=12)
for ax in (above, below):
    ax.plot(2, 0, "*", color="C2", markersize=15, clip_on=False)
    ax.set_xticks(range(5))
above.set_yticks([0, 10])
below.set_yticks([-10, 0, 10])
below.set_xlabel("$w$")
below.set_ylabel("derivative of the cost")
plt.show()

# %% check
nudged = (after - before) / 0.001
by_autograd = w.grad.item()
assert abs(slope + 28 / 3) < 1e-12
assert abs(by_autograd - slope) < 1e-5
errors = [abs((cost(1 + h) - cost(1)) / h - slope) for h in (1e-6, 1e-12, 1e-15)]
assert errors[0] < 1e-4 < errors[1] < 0.1 < errors[2]
# a parabola is off by half its curvature times the nudge
assert abs(nudged - slope - 0.5 * 28 / 3 * 0.001) < 1e-9
