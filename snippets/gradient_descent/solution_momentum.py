# %% [markdown]
# # Solution: is momentum always faster?

# %% steps
import numpy as np


def steps_needed(lr, beta, curvature):
    w, velocity, last = np.ones(2), np.zeros(2), 0
    for step in range(1, 601):
        velocity = beta * velocity + curvature * w
        w = w - lr * velocity
        cost = (curvature * w**2).sum() / 2
        if cost > 1e-6:
            last = step
        if cost > 1e6:
            return 601
    return last + 1  # from here on it stays below


# %% compare
rates = np.geomspace(1e-3, 10, 81)
betas = [0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95]
plain, pushed, tuned = [], [], []
for ratio in (1, 10, 100):
    curvature = np.array([1.0, ratio])
    best = {}
    for beta in betas:
        counts = []
        for lr in rates:
            counts.append(steps_needed(lr, beta, curvature))
        best[beta] = min(counts)
        assert best[beta] < min(counts[0], counts[-1])
    plain.append(best[0])
    pushed.append(best[0.9])
    tuned.append(min(best.values()))
    print(ratio, plain[-1], pushed[-1], tuned[-1])

# %% check
assert plain[0] < pushed[0]
assert plain[1] < pushed[1]
assert pushed[2] < plain[2] / 2
assert tuned[0] == plain[0]
assert tuned[1] < plain[1]
