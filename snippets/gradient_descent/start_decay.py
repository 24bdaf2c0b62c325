# %% [markdown]
# # Start: bring the drunkard to rest

# %% start
import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(1, 3, 50)
y = 2 * x + rng.normal(0, 1, 50)
best = np.sum(x * y) / np.sum(x * x)


def rate(step):
    return 0.02  # let it shrink


w, gaps = 0.0, []
for step, n in enumerate(rng.integers(50, size=4000)):
    w -= rate(step) * 2 * x[n] * (w * x[n] - y[n])
    gaps.append(abs(w - best))
first = np.argmax(np.array(gaps) < 0.1) + 1
print(first, round(np.mean(gaps[-500:]), 3))
if rate(1000) == rate(0):
    print("missing: rate")

# %% check
assert rate(1000) <= rate(0)
