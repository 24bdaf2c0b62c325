# %% [markdown]
# # How many corrections can a perceptron need?

# %% solve
import random

rows = {  # each row: x1, x2, 1 and the sign of the target
    "AND": [((0, 0, 1), -1), ((0, 1, 1), -1), ((1, 0, 1), -1), ((1, 1, 1), 1)],
    "OR": [((0, 0, 1), -1), ((0, 1, 1), 1), ((1, 0, 1), 1), ((1, 1, 1), 1)],
}
separators = {"AND": (2, 2, -3), "OR": (2, 2, -1)}


def dot(a, b):
    return sum(p * q for p, q in zip(a, b))


def corrections(data, rng):
    u, count = (0, 0, 0), 0
    while True:
        before = count
        for x, sign in rng.sample(data, len(data)):
            if (dot(u, x) >= 0) != (sign > 0):
                u = tuple(a + sign * b for a, b in zip(u, x))
                count += 1
        if count == before:
            return count


def bound(data, separator):
    radius_squared = max(dot(x, x) for x, _ in data)
    gap = min(sign * dot(separator, x) for x, sign in data)
    return radius_squared * dot(separator, separator) / gap**2


rng = random.Random(0)
most = [max(corrections(data, rng) for _ in range(1000)) for data in rows.values()]
bounds = [bound(rows[name], separators[name]) for name in rows]
for name, worst, limit in zip(rows, most, bounds):
    print(f"{name}: at most {worst} corrections in 1000 trainings, bound {limit:g}")

# %% check
assert all(worst <= limit for worst, limit in zip(most, bounds))
