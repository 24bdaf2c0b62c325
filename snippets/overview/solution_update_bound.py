# %% [markdown]
# # How many corrections can a perceptron need?

# %% data
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


# %% solution
def bound(rows, separator):
    radius = max(dot(x, x) for x, _ in rows)  # squared
    gap = min(sign * dot(separator, x) for x, sign in rows)
    return radius * dot(separator, separator) / gap**2


rng = random.Random(0)
most, bounds = [], []
for name, data in rows.items():
    most.append(max(corrections(data, rng) for _ in range(1000)))
    bounds.append(bound(data, separators[name]))
    print(name, most[-1], bounds[-1])

# %% check
assert all(worst <= limit for worst, limit in zip(most, bounds))
