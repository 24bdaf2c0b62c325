# %% [markdown]
# # Solution: bring the drunkard to rest

# %% compare
import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(1, 3, 50)
y = 2 * x + rng.normal(0, 1, 50)
best = np.sum(x * y) / np.sum(x * x)


def run(rate, seed):
    rng = np.random.default_rng(seed)
    w, gaps = 0.0, []
    for step, n in enumerate(rng.integers(50, size=4000)):
        w -= rate(step) * 2 * x[n] * (w * x[n] - y[n])
        gaps.append(abs(w - best))
    first = np.argmax(np.array(gaps) < 0.1) + 1
    return first, np.mean(gaps[-500:])


rates = {
    "0.02": lambda step: 0.02,
    "0.0005": lambda step: 0.0005,
    "shrinking": lambda step: 0.02 / (1 + step / 100),
}
arrivals, distances = [], []
for name, rate in rates.items():
    results = [run(rate, seed) for seed in range(10)]
    firsts, gaps = zip(*results)
    arrivals.append(np.median(firsts))
    distances.append(np.mean(gaps))
    print(f"{name:9} {arrivals[-1]:5.0f} {distances[-1]:.3f}")

# %% check
large, small, shrinking = distances
assert shrinking < large / 3
assert arrivals[0] < arrivals[2] < arrivals[1] / 3
