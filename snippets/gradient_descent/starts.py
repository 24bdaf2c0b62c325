# %% [markdown]
# # The start decides the end

# %% descend
import numpy as np


def f(w):
    return w**4 - 3 * w**2 + w


def slope(w):
    return 4 * w**3 - 6 * w + 1


starts = np.linspace(-2, 2, 9)
ends = starts.copy()
for _ in range(500):
    ends -= 0.02 * slope(ends)
print(starts)
print(f(ends).round(2))

# %% valleys
import matplotlib.pyplot as plt

line = np.linspace(-2.1, 2.1, 201)
plt.figure(figsize=(4.8, 3.8))
plt.plot(line, f(line), color="gray", linewidth=2)
for start, end in zip(starts, ends):
    plt.plot(start, f(start), "o", color="C2" if end < 0 else "C1", markersize=9)
for end, color in ((ends.min(), "C2"), (ends.max(), "C1")):
    plt.plot(end, f(end), "*", color=color, markersize=16)
plt.text(ends.min(), -4.6, "global minimum", color="C2", ha="center", va="center", fontsize=12)
plt.text(ends.max(), -2.3, "local minimum", color="C1", ha="center", va="center", fontsize=12)
plt.ylim(-5.5, 8)
plt.xticks([-2, -1, 0, 1, 2])
plt.yticks([])
plt.gca().spines["left"].set_visible(False)
plt.xlabel("start")
plt.show()

# %% check
minima = sorted(root.real for root in np.roots([4, 0, -6, 1]))  # the middle one is the ridge
global_minimum, ridge, local_minimum = minima
assert np.allclose(ends, np.where(starts < ridge, global_minimum, local_minimum))
f_global, f_local = f(global_minimum), f(local_minimum)
to_global, to_local = int(np.sum(ends < 0)), int(np.sum(ends > 0))
# what the moving figure is given: the parabola of before, and this curve's coefficients, highest power first
mean_x2, best = 14 / 3, 2.0
valley_coefficients = [1.0, 0.0, -3.0, 1.0, 0.0]
assert np.allclose(f(line), np.polyval(valley_coefficients, line))
# the limit of the learning rate in each pit: 2 / curvature
limit_deep, limit_shallow = [2 / (12 * w**2 - 6) for w in (global_minimum, local_minimum)]


def resting(lr):
    """The shares of 160 starts that come to rest in the deep and in the shallow pit."""
    w = np.linspace(-2.1, 2.1, 160)
    for _ in range(400):
        w = np.clip(w - lr * slope(w), -100, 100)
    return [np.mean(abs(w - pit) < 0.001) for pit in (global_minimum, local_minimum)]


assert resting(0.13)[0] > 0.2
deep_share, shallow_share = resting(0.15)
assert deep_share < 0.02 < 0.3 < shallow_share
once_in_six = 1 - 0.5**6  # of six starts, each with an even chance
