# %% [markdown]
# # How large may the learning rate be?

# %% limit
import numpy as np


def limit(x):
    return 1 / np.mean(np.square(x))


limit_small = limit([1.0, 2.0, 3.0])
limit_large = limit([100.0, 200.0, 300.0])
print(f"x = 1, 2, 3        lr < {limit_small:.4f}")
print(f"x = 100, 200, 300  lr < {limit_large:.2e}")


# %% edge
def descend(xs, w, lr, steps):
    visited = [w]
    for _ in range(steps):
        w -= lr * sum(2 * x * (w * x - 2 * x) for x in xs) / len(xs)
        visited.append(w)
    return visited


xs = [1.0, 2.0, 3.0]
below = descend(xs, 1.0, 0.99 * limit_small, 200)
above = descend(xs, 1.0, 1.01 * limit_small, 200)
print(f"lr {0.99 * limit_small:.3f}: w = {below[-1]:.3f} after 200 steps")
print(f"lr {1.01 * limit_small:.3f}: w = {above[-1]:.3f} after 200 steps")

# %% regimes
import matplotlib.pyplot as plt

_, axes = plt.subplots(3, 1, figsize=(4.8, 6.4), sharex=True, layout="constrained")
shown = {"too small: it creeps": 0.002, "good: a few steps": 0.08, "too large: it flies off": 0.22}
for ax, (title, lr), color in zip(axes, shown.items(), ("C0", "C2", "C1")):
    ax.axhline(2, color="gray", linestyle="--", linewidth=1)
    ax.plot(descend(xs, 1.0, lr, 20), "o-", color=color, markersize=4)
    ax.set_title(f"{title} (lr {lr})")
    ax.set_ylabel("$w$")
axes[0].set_ylim(0.9, 2.1)
axes[1].set_ylim(0.9, 2.6)
axes[2].set_xlabel("step")
axes[2].set_xticks([0, 5, 10, 15, 20])
plt.show()

# %% advice
xs = [100.0, 200.0, 300.0]
w, lr = 1.0, 1e-4
steps_to_1e30 = 0
while abs(w) < 1e30:
    w -= lr * sum(2 * x * (w * x - 2 * x) for x in xs) / len(xs)
    steps_to_1e30 += 1
    if steps_to_1e30 <= 3:
        print(f"step {steps_to_1e30:2}  w {w:.1f}")
print(f"step {steps_to_1e30:2}  w {w:.1e}")

# %% advice_sgd
rng = np.random.default_rng(0)
steps_needed = []
for _ in range(200):
    w, steps = 1.0, 0
    while abs(w) < 1e30:
        x = rng.choice(xs)
        w -= lr * 2 * x * (w * x - 2 * x)
        steps += 1
    steps_needed.append(steps)
fewest, most = min(steps_needed), max(steps_needed)
print(f"200 SGD runs: {fewest} to {most} steps")

# %% check
# each step multiplies the distance to 2 by 1 - 2 lr mean(x^2)
factor = 1 - 2 * lr * np.mean(np.square(xs))
assert steps_to_1e30 == np.ceil(30 / np.log10(abs(factor)))
assert abs(below[-1] - 2) < 0.1 < 10 < abs(above[-1] - 2)
assert 14 / 3 * limit_small == 1
