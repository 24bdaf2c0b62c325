# %% [markdown]
# # Start: how many corrections can a perceptron need?

# %% start
import random

rows = {  # each row: x1, x2, 1 and the sign of the target
    "AND": [((0, 0, 1), -1), ((0, 1, 1), -1), ((1, 0, 1), -1), ((1, 1, 1), 1)],
    "OR": [((0, 0, 1), -1), ((0, 1, 1), 1), ((1, 0, 1), 1), ((1, 1, 1), 1)],
}
separators = {"AND": (2, 2, -3), "OR": (2, 2, -1)}


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
most = max(corrections(rows["AND"], rng) for _ in range(1000))
limit = bound(rows["AND"], separators["AND"])
print(most, "missing: bound" if limit is None else limit)

# %% check
assert limit is None or most <= limit
