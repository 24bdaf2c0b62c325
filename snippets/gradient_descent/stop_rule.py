# %% [markdown]
# # When to stop

# %% data
import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(1, 3, 50)
y = 2 * x + rng.normal(0, 1, 50)
best = np.sum(x * y) / np.sum(x * x)


def cost(w):
    return np.mean((w * x - y) ** 2)


# %% single
def stop_on_one_sample(seed, tolerance=1e-3, lr=0.002):
    rng, w, step = np.random.default_rng(seed), 0.0, 0
    while True:
        i = rng.integers(len(x))
        if (w * x[i] - y[i]) ** 2 < tolerance:
            return step, cost(w)
        w -= lr * 2 * x[i] * (w * x[i] - y[i])
        step += 1


stops = [stop_on_one_sample(seed) for seed in range(200)]
steps, costs = zip(*stops)
lowest_cost = cost(best)
near = np.mean(np.array(costs) < 1.1 * lowest_cost)
median_cost = np.median(costs)
earliest, latest = min(steps), max(steps)
cost_at_best_stop, cost_at_worst_stop = min(costs), max(costs)
print(f"200 runs stop after {earliest} to {latest} steps")
print(f"cost at the stop {cost_at_best_stop:.3f} to {cost_at_worst_stop:.3f}, lowest possible {lowest_cost:.3f}")
print(f"within 10% of the lowest: {near:.1%}, median cost {median_cost:.3f}")

# %% luck
import matplotlib.pyplot as plt

plt.scatter(steps, costs, s=14, color="C1", alpha=0.6)
plt.axhline(lowest_cost, color="C2", linestyle="--")
plt.text(latest, lowest_cost + 0.25, "lowest possible cost", color="C2", ha="right")
plt.xlabel("step at which one sample's loss was small")
plt.ylabel("cost of all samples")
plt.ylim(bottom=0)
plt.show()

# %% blind
w, b = 0.0, 400.0
one_loss = (w * 200 + b - 400) ** 2
other_losses = [(w * 100 + b - 200) ** 2, (w * 300 + b - 600) ** 2]
print("loss on x = 200:", one_loss, " on x = 100 and 300:", other_losses)

# %% lucky
clean_x = np.array([100.0, 200.0, 300.0])
clean_costs = []
for seed in range(200):
    rng, w = np.random.default_rng(seed), 1.0
    while ((w - 2) * clean_x[i := rng.integers(3)]) ** 2 > 1e-7:
        w -= 1e-5 * 2 * clean_x[i] ** 2 * (w - 2)
    clean_costs.append(np.mean(((w - 2) * clean_x) ** 2))
clean_highest = max(clean_costs)
print(f"noise-free, w alone: cost at the stop at most {clean_highest:.1e}")

# %% check
assert one_loss == 0
assert other_losses == [40000.0, 40000.0]
assert cost_at_worst_stop > 2 * lowest_cost
assert abs(lowest_cost - (np.mean(y**2) - np.mean(x * y) ** 2 / np.mean(x * x))) < 1e-9
# a loss of 1e-7 on x = 100 bounds w, and so the cost
assert clean_highest <= 1e-7 * np.mean((clean_x / 100) ** 2)
