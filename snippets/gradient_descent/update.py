# %% [markdown]
# # The loop

# %% loop
import numpy as np

x = np.array([1.0, 2.0, 3.0])
y = np.array([2.0, 4.0, 6.0])

w, lr = 1.0, 0.01
for step in range(1, 101):
    slope = (2 * x * (w * x - y)).mean()
    w = w - lr * slope
    if step in (1, 2, 3, 100):
        print(step, round(w, 4))

# %% walk
import matplotlib.pyplot as plt


def cost(w):
    return ((w * x - y) ** 2).mean()


line = np.linspace(-0.3, 4.3, 101)
_, (curve, arrows) = plt.subplots(2, 1, figsize=(4.8, 5.4), sharex=True, height_ratios=[1.3, 1])
curve.plot(line, [cost(value) for value in line], color="gray", linewidth=2)
paths = []
for start in (0.0, 4.0):
    path = [start]
    for k in range(4):
        a = path[-1]
        b = a - 0.03 * (2 * x * (a * x - y)).mean()
        head = 0.06 if b > a else -0.06
        arrows.plot([a, b - head], [-k, -k], color="C1", linewidth=3)
        arrows.plot(b - head, -k, ">" if b > a else "<", color="C1", markersize=8, markeredgecolor="C1")
        path.append(b)
    curve.plot(path, [cost(value) for value in path], "o", color="C0", markersize=8)
    paths.append(path)
curve.plot(2, 0, "*", color="C2", markersize=15)
curve.text(0.3, 19, "slope $< 0$: $w$ grows", color="C1", fontsize=12)
curve.text(3.5, 14.5, "slope $> 0$: $w$ shrinks", color="C1", fontsize=12, ha="right")
curve.set_ylabel("cost")
curve.set_yticks([0, 10, 20])
arrows.axvline(2, color="C2", linestyle="--")
arrows.set_ylim(-3.6, 0.6)
arrows.set_yticks(range(-3, 1), [4, 3, 2, 1])
arrows.set_ylabel("step")
arrows.set_xticks(range(5))
arrows.set_xlabel("$w$")
plt.show()

# %% check
assert abs(w - (2 - (1 - lr * 28 / 3) ** 100)) < 1e-12
for path, sign in zip(paths, (-1, 1)):
    assert np.allclose(path, [2 + sign * 2 * 0.72**k for k in range(5)])
