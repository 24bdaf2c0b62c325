# %% [markdown]
# # When to stop

# %% data
import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(1, 3, 50)
y = 2 * x + rng.normal(0, 1, 50)
best = np.sum(x * y) / np.sum(x * x)


def cost(w):
    return ((w * x - y) ** 2).mean()


# %% single
def stop_on_one_sample(seed, small, lr=0.002):
    rng, w, step = np.random.default_rng(seed), 0.0, 0
    while True:
        n = rng.integers(50)
        error = w * x[n] - y[n]
        if error**2 < small:
            return step, cost(w)
        w -= lr * 2 * x[n] * error
        step += 1


stops = [stop_on_one_sample(seed, small=1e-3) for seed in range(200)]
steps, costs = zip(*stops)
near = np.mean(np.array(costs) < 1.1 * cost(best))
middle = np.median(steps)
print(f"{near:.0%} {middle:.0f}")

# %% smaller
# a smaller threshold only makes luck wait longer
late_steps, late_costs = zip(*[stop_on_one_sample(seed, small=1e-7) for seed in range(100)])
late_near = np.mean(np.array(late_costs) < 1.1 * cost(best))
late_middle = np.median(late_steps)
fast_steps, fast_costs = zip(*[stop_on_one_sample(seed, small=1e-7, lr=0.02) for seed in range(100)])
fast_near = np.mean(np.array(fast_costs) < 1.1 * cost(best))
fast_middle = np.median(fast_steps)
print(f"{late_near:.0%} {late_middle:.0f} {fast_near:.0%} {fast_middle:.0f}")

# %% luck
import matplotlib.pyplot as plt

lowest_cost = cost(best)
earliest, latest = min(steps), max(steps)
plt.figure(figsize=(4.8, 3.6))
plt.scatter(steps, costs, s=24, color="C1", alpha=0.6, edgecolors="none")
plt.axhline(lowest_cost, color="C2", linestyle="--")
plt.text(latest, lowest_cost + 0.35, "lowest possible cost", color="C2", ha="right", va="bottom", fontsize=12)
plt.xlabel("step at which one sample's loss was small")
plt.ylabel("cost of all samples")
plt.ylim(bottom=0)
plt.yticks([0, 5, 10])
plt.show()

# %% blind
w, b = 0.0, 400.0
one_loss = (w * 200 + b - 400) ** 2
other_losses = [(w * 100 + b - 200) ** 2, (w * 300 + b - 600) ** 2]

# %% check
assert one_loss == 0
assert other_losses == [40000.0, 40000.0]
assert max(costs) > 2 * lowest_cost
assert near < 0.25
assert late_near > 0.9
assert 0.4 < fast_near < 0.85
assert late_middle > 10 * middle
assert abs(lowest_cost - (np.mean(y**2) - np.mean(x * y) ** 2 / np.mean(x * x))) < 1e-9
