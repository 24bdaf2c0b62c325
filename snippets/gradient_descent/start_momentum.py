# %% [markdown]
# # Start: is momentum always faster?

# %% start
import numpy as np

curvature = np.array([1.0, 100.0])


def steps_needed(lr, beta):
    w, last = np.ones(2), 0
    for step in range(1, 601):
        slope = curvature * w
        w = w - lr * slope  # give it a velocity and use beta
        cost = (curvature * w**2).sum() / 2
        if cost > 1e-6:
            last = step
        if cost > 1e6:
            return 601
    return last + 1  # from here on it stays below


rates = np.geomspace(1e-3, 10, 81)
plain = min(steps_needed(lr, 0) for lr in rates)
pushed = min(steps_needed(lr, 0.9) for lr in rates)
print(plain, pushed)
if plain == pushed:
    print("missing: velocity")

# %% check
assert max(plain, pushed) < 601
