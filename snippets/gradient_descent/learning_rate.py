# %% [markdown]
# # How large may the learning rate be?

# %% limit
import numpy as np

x = np.array([1.0, 2.0, 3.0])
y = 2 * x
limit = 1 / (x**2).mean()


def steps_needed(lr):
    w, steps = 1.0, 0
    while abs(w - 2) > 0.001 and steps < 1000:
        w -= lr * (2 * x * (w * x - y)).mean()
        steps += 1
    return steps if steps < 1000 else None


rates = [0.01, 0.2, limit / 2, 1.01 * limit]
needed = [steps_needed(lr) for lr in rates]
factors = [1 - 2 * lr / limit for lr in rates]
print("lr     factor  steps")
for lr, factor, steps in zip(rates, factors, needed):
    print(f"{lr:.3f}  {factor:6.3f}  {steps}")

# %% chart
import matplotlib.pyplot as plt

_, axes = plt.subplots(3, 1, figsize=(4.8, 5.8), sharex=True)
shown = [("crawls", 0.002, "C0"), ("arrives", 0.08, "C2"), ("flies off", 0.22, "C3")]
for ax, (manner, lr, color) in zip(axes, shown):
    w, visited = 1.0, [1.0]
    for _ in range(20):
        w -= lr * (2 * x * (w * x - y)).mean()
        visited.append(w)
    ax.axhline(2, color="gray", linestyle="--", linewidth=1)
    ax.plot(visited, "o-", color=color, markersize=5)
    ax.set_title(f"{manner} ($\\alpha$ = {lr})", color=color, loc="left", fontsize=12)
    ax.set_ylabel("$w$")
    ax.set_yticks([1, 2, 3] if lr < 0.1 else [-2, 2, 6])
    ax.set_ylim((0.8, 3.2) if lr < 0.1 else (-4, 8))
axes[2].set_xlabel("step")
axes[2].set_xticks([0, 5, 10, 15, 20])
plt.show()

# %% others
# the steepest direction decides: with a bias, and for data 100 times larger
X = np.stack([x, np.ones(3)], axis=1)  # (sample, parameter)
limit_with_bias = 2 / np.linalg.eigvalsh(2 * X.T @ X / 3).max()
limit_large = 1 / ((100 * x) ** 2).mean()
times_smaller = limit / limit_large

# %% check
mean_x2, best = (x**2).mean(), 2.0
factor_of_guess = factors[1]
few, guessed = needed[0], needed[1]
assert abs(14 / 3 * limit - 1) < 1e-12
for steps, factor in zip(needed[:2], factors):
    assert steps == np.ceil(np.log(0.001) / np.log(abs(factor)))
assert needed[2:] == [1, None]
assert 0.25 < 1 - guessed / few < 0.4  # twenty times the rate saves a third of the steps
