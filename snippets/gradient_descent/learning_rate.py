# %% [markdown]
# # How large may the learning rate be?

# %% limit
import numpy as np


def limit(x):
    return 1 / np.mean(np.square(x))


x = np.array([1.0, 2.0, 3.0])
limit_small, limit_large = limit(x), limit(100 * x)
print(f"x = 1, 2, 3        lr < {limit_small:.4f}")
print(f"x = 100, 200, 300  lr < {limit_large:.2e}")


# %% edge
y = 2 * x


def descend(w, lr, steps):
    visited = [w]
    for _ in range(steps):
        w -= lr * np.mean(2 * x * (w * x - y))
        visited.append(w)
    return visited


below = descend(1.0, 0.99 * limit_small, 200)
above = descend(1.0, 1.01 * limit_small, 200)
print(f"lr {0.99 * limit_small:.3f}: w = {below[-1]:.3f} after 200 steps")
print(f"lr {1.01 * limit_small:.3f}: w = {above[-1]:.3f} after 200 steps")

# %% guess
guessed, needed = [0.01, limit_small / 2, 0.2], []
for lr in guessed:
    needed.append(int(np.sum(np.abs(np.array(descend(1.0, lr, 200)) - 2) > 0.001)))
    print(f"lr {lr:.3f}: factor {1 - 2 * lr * np.mean(x**2):6.3f}, steps to within 0.001 of 2: {needed[-1]}")

# %% regimes
import matplotlib.pyplot as plt

_, axes = plt.subplots(3, 1, figsize=(4.8, 6.4), sharex=True, layout="constrained")
shown = {"too small: it creeps": 0.002, "good: a few steps": 0.08, "too large: it flies off": 0.22}
for ax, (title, lr), color in zip(axes, shown.items(), ("C0", "C2", "C1")):
    ax.axhline(2, color="gray", linestyle="--", linewidth=1)
    ax.plot(descend(1.0, lr, 20), "o-", color=color, markersize=4)
    ax.set_title(f"{title} (lr {lr})")
    ax.set_ylabel("$w$")
axes[0].set_ylim(0.9, 2.1)
axes[1].set_ylim(0.9, 2.6)
axes[2].set_xlabel("step")
axes[2].set_xticks([0, 5, 10, 15, 20])
plt.show()

# %% advice
x = np.array([100.0, 200.0, 300.0])
y = 2 * x
w, lr = 1.0, 1e-4
steps_to_1e30 = 0
while abs(w) < 1e30:
    w -= lr * np.mean(2 * x * (w * x - y))
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
        i = rng.choice(3)
        w -= lr * 2 * x[i] * (w * x[i] - y[i])
        steps += 1
    steps_needed.append(steps)
fewest, most = min(steps_needed), max(steps_needed)
print(f"200 SGD runs: {fewest} to {most} steps")

# %% check
# each step multiplies the distance to 2 by 1 - 2 lr mean(x^2)
factor = 1 - 2 * lr * np.mean(x**2)
assert steps_to_1e30 == np.ceil(30 / np.log10(abs(factor)))
assert abs(below[-1] - 2) < 0.1 < 10 < abs(above[-1] - 2)
assert abs(14 / 3 * limit_small - 1) < 1e-12
factor_of_guess = 1 - 0.2 * 28 / 3
shrunk = np.log(0.001) / np.log([1 - 0.01 * 28 / 3, -factor_of_guess])
assert needed == [np.ceil(shrunk[0]), 1, np.ceil(shrunk[1])]
