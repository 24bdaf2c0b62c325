# %% [markdown]
# # Start: the largest learning rate

# %% start
import numpy as np

x = np.array([1.0, 2.0, 3.0, 4.0])
predicted = None  # by the formula


def shrinks(lr):
    distance = 1.0  # from w to 2
    for _ in range(2000):
        distance += 0  # one step; give up once it is beyond 1e6
    return None  # is the distance below 1?


if predicted is None:
    print("missing: predicted")
if shrinks(0.01) is None:
    print("missing: shrinks")
else:
    low, high = 0.0, 1.0
    while high - low > 1e-4:
        middle = (low + high) / 2
        if shrinks(middle):
            low = middle
        else:
            high = middle
    print(low, predicted)

# %% check
assert predicted is None or abs(predicted - 2 / 15) < 1e-9
assert shrinks(0.01) is None or shrinks(0.01)
