# %% [markdown]
# # Solution: smaller and smaller steps

# %% compare
import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(1, 3, 50)
y = 2 * x + rng.normal(0, 1, 50)
best = np.sum(x * y) / np.sum(x * x)


def run(rate, seed, steps=4000):
    rng, w, gaps = np.random.default_rng(seed), 0.0, []
    for step, i in enumerate(rng.integers(len(x), size=steps)):
        w -= rate(step) * 2 * x[i] * (w * x[i] - y[i])
        gaps.append(abs(w - best))
    return np.argmax(np.array(gaps) < 0.1) + 1, np.mean(gaps[-500:])


rates = {
    "0.02": lambda step: 0.02,
    "0.002": lambda step: 0.002,
    "0.0005": lambda step: 0.0005,
    "shrinking": lambda step: 0.02 / (1 + step / 100),
}
arrivals, distances = [], []
print("lr         first within 0.1   mean distance at the end")
for name, rate in rates.items():
    results = np.array([run(rate, seed) for seed in range(10)])
    arrivals.append(np.median(results[:, 0]))
    distances.append(np.mean(results[:, 1]))
    print(f"{name:9}  {arrivals[-1]:10.0f} steps   {distances[-1]:10.4f}")

# %% check
large, small, smallest, shrinking = distances
assert shrinking < small < large
assert arrivals[3] < arrivals[1] < arrivals[2]
