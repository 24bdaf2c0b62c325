# %% [markdown]
# # Solution: the largest learning rate

# %% search
import numpy as np

x = np.array([1.0, 2.0, 3.0, 4.0])
predicted = 1 / (x**2).mean()


def shrinks(lr):
    distance = 1.0  # from w to 2
    for _ in range(2000):
        distance -= lr * (2 * x**2).mean() * distance
        if abs(distance) > 1e6:
            return False
    return abs(distance) < 1


low, high = 0.0, 1.0
while high - low > 1e-4:
    middle = (low + high) / 2
    if shrinks(middle):
        low = middle
    else:
        high = middle
print(f"{low:.4f} {predicted:.4f}")

# %% check
assert abs(low - predicted) < 1e-3
