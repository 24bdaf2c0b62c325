# %% [markdown]
# # One step at a time

# %% steps
import numpy as np

x = np.array([1.0, 2.0, 3.0])
y = np.array([2.0, 4.0, 6.0])


def cost(w):
    return np.mean((w * x - y) ** 2)


def gradient(w):
    return np.mean(2 * x * (w * x - y))


w, lr = 1.0, 0.01
for _ in range(3):
    slope = gradient(w)
    print(f"{w:.4f} - {lr} * ({slope:.4f}) = {w - lr * slope:.4f}")
    w = w - lr * slope

# %% walk
from itertools import pairwise

import matplotlib.pyplot as plt


def walk(w, lr, steps):
    visited = [w]
    for _ in range(steps):
        w = w - lr * gradient(w)
        visited.append(w)
    return visited


left = walk(0.0, 0.03, 6)
right = walk(4.4, 0.03, 6)
line = np.linspace(-0.3, 4.7, 101)
plt.figure(figsize=(4.8, 3.8), layout="constrained")
plt.plot(line, [cost(w) for w in line], color="gray")
for path, color in ((left, "C0"), (right, "C1")):
    for a, b in pairwise(path):
        plt.annotate(
            "",
            (b, cost(b)),
            (a, cost(a)),
            arrowprops={"arrowstyle": "-|>", "color": color, "shrinkA": 0, "shrinkB": 2, "lw": 1.5},
        )
    plt.plot(path, [cost(w) for w in path], "o", color=color, markersize=5)
plt.plot(2, 0, "*", color="C2", markersize=14)
plt.text(0.25, 18.5, "slope < 0:\n$w$ grows", color="C0", linespacing=1.5)
plt.text(3.55, 18.5, "slope > 0:\n$w$ shrinks", color="C1", ha="right", linespacing=1.5)
plt.text(2, 6, "$w \\leftarrow w - \\alpha \\,\\frac{d\\,cost}{dw}$", ha="center", fontsize=13)
plt.xlabel("$w$")
plt.ylabel("cost")
plt.show()

# %% check
hessian = 28 / 3
for path, start in ((left, 0.0), (right, 4.4)):
    exact = [2 + (start - 2) * (1 - 0.03 * hessian) ** k for k in range(7)]
    assert np.allclose(path, exact)
first_step = 1.0 - lr * gradient(1.0)
assert abs(first_step - (1 + 0.28 / 3)) < 1e-12
