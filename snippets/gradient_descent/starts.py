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
for start, end in zip(starts, ends):
    print(f"start {start:4.1f}  end {end:7.4f}  f {f(end):7.4f}")

# %% valleys
import matplotlib.pyplot as plt

line = np.linspace(-2.1, 2.1, 201)
plt.figure(figsize=(4.8, 3.8), layout="constrained")
plt.plot(line, f(line), color="gray")
for start, end in zip(starts, ends):
    plt.plot(start, f(start), "o", color="C2" if end < 0 else "C1")
for end, color in ((ends.min(), "C2"), (ends.max(), "C1")):
    plt.plot(end, f(end), "*", color=color, markersize=15)
plt.text(ends.min(), -4.7, "global minimum", color="C2", ha="center", va="center")
plt.text(ends.max(), -2.4, "local minimum", color="C1", ha="center", va="center")
plt.text(0, 5, "each dot: a start\nits colour: where it ends", ha="center", va="center", linespacing=1.5)
plt.ylim(-5.5, 8)
plt.xlabel("$w$")
plt.ylabel("$f(w)$")
plt.show()

# %% check
minima = sorted(root.real for root in np.roots([4, 0, -6, 1]))  # the middle one is the ridge
global_minimum, ridge, local_minimum = minima
assert np.allclose(ends, np.where(starts < ridge, global_minimum, local_minimum))
f_global, f_local = f(global_minimum), f(local_minimum)
to_global, to_local = int(np.sum(ends < 0)), int(np.sum(ends > 0))
