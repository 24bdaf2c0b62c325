# %% [markdown]
# # Solution: smaller and smaller steps

# %% compare
import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(1, 3, 50)
y = 2 * x + rng.normal(0, 1, 50)
best = np.sum(x * y) / np.sum(x * x)


def distance(rate, seed, steps=4000):
    rng, w, late = np.random.default_rng(seed), 1.0, []
    for step, i in enumerate(rng.integers(len(x), size=steps)):
        w -= rate(step) * 2 * x[i] * (w * x[i] - y[i])
        if step >= steps - 500:
            late.append(abs(w - best))
    return np.mean(late)


rates = {
    "constant 0.02": lambda step: 0.02,
    "constant 0.002": lambda step: 0.002,
    "decaying": lambda step: 0.02 / (1 + step / 100),
}
distances = []
for name, rate in rates.items():
    distances.append(np.mean([distance(rate, seed) for seed in range(20)]))
    print(f"{name:14}  mean distance to the minimum {distances[-1]:.4f}")

# %% check
large, small, decaying = distances
assert decaying < small < large
