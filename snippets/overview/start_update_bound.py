# %% [markdown]
# # Start: how many corrections can a perceptron need?

# %% start
import random

and_rows = [  # x1, x2, 1 and the sign of the target
    ((0, 0, 1), -1),
    ((0, 1, 1), -1),
    ((1, 0, 1), -1),
    ((1, 1, 1), 1),
]


def dot(a, b):
    return sum(p * q for p, q in zip(a, b))


def corrections(rows, rng):
    u, count = (0, 0, 0), 0
    while True:
        before = count
        for x, sign in rng.sample(rows, len(rows)):
            if (dot(u, x) >= 0) != (sign > 0):
                u = tuple(a + sign * b for a, b in zip(u, x))
                count += 1
        if count == before:
            return count


def bound(rows, separator):
    return None  # (R / gamma) ** 2


# %% state
rng = random.Random(0)
most = max(corrections(and_rows, rng) for _ in range(1000))
limit = bound(and_rows, (2, 2, -3))
print(most, "missing: bound" if limit is None else limit)

# %% check
assert limit is None or most <= limit
