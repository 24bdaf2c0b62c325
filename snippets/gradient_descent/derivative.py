# %% [markdown]
# # Three ways to the same derivative

# %% data
import numpy as np

x = np.array([1.0, 2.0, 3.0])
y = np.array([2.0, 4.0, 6.0])


# %% functions
def cost(w):
    return np.mean((w * x - y) ** 2)


def gradient(w):
    return np.mean(2 * x * (w * x - y))


# %% compare
import torch

ws = [0.0, 1.0, 2.0, 3.0, 4.0]
h = 1e-5
by_hand = [gradient(w) for w in ws]
by_differences = [(cost(w + h) - cost(w - h)) / (2 * h) for w in ws]
by_autograd = []
for value in ws:
    w = torch.tensor(value, dtype=torch.float64, requires_grad=True)
    ((w * torch.from_numpy(x) - torch.from_numpy(y)) ** 2).mean().backward()
    by_autograd.append(w.grad.item())

print("  w   by hand  differences  autograd")
for row in zip(ws, by_hand, by_differences, by_autograd):
    print("{:3.0f}  {:8.4f}  {:11.4f}  {:8.4f}".format(*row))
largest_gap = max(np.ptp(row) for row in zip(by_hand, by_differences, by_autograd))
print(f"largest gap {largest_gap:.0e}")

# %% tangent
import matplotlib.pyplot as plt

here = 1.0
slope = gradient(here)
line = np.linspace(0, 4, 101)
_, (above, below) = plt.subplots(2, 1, figsize=(4.8, 5.6), sharex=True, layout="constrained")
above.plot(line, [cost(w) for w in line], color="C0")
touch = np.array([0.35, 1.65])
above.plot(touch, cost(here) + slope * (touch - here), color="C1", linewidth=2.5)
above.plot(here, cost(here), "o", color="black")
above.annotate(
    f"slope {slope:.2f}", (here, cost(here)), (1.25, 8.5), color="C1", arrowprops={"arrowstyle": "->", "color": "C1"}
)
above.set_ylabel("cost")
below.axhline(0, color="gray", linewidth=0.8)
below.plot(line, [gradient(w) for w in line], color="C0")
below.plot([here, here], [0, slope], color="C1", linestyle=":", linewidth=2)
below.plot(here, slope, "o", color="C1")
below.annotate(f"${slope:.2f}$", (here, slope), (1.2, slope - 2.5), color="C1")
below.plot(2, 0, "o", color="C2")
below.annotate("flat here: the minimum", (2, 0), (0.2, 9), color="C2", arrowprops={"arrowstyle": "->", "color": "C2"})
below.set_xlabel("$w$")
below.set_ylabel("derivative of the cost")
plt.show()

# %% check
assert largest_gap < 1e-8
assert abs(slope + 28 / 3) < 1e-12
