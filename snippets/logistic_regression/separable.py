# %% [markdown]
# # Weights that grow without end

# %% grow
import math


def train(hours, passed, epochs, decay=0.0):
    w, b = 0.0, 0.0
    weights = []
    for epoch in range(1, epochs + 1):
        slope_w, slope_b = decay * w, 0.0
        for x, y in zip(hours, passed):
            error = 1 / (1 + math.exp(-w * x - b)) - y
            slope_w += error * x
            slope_b += error
        w -= 0.01 * slope_w
        b -= 0.01 * slope_b
        if epoch in (10, 100, 1000, 10_000, 100_000):
            weights.append(round(w, 2))
    return weights, w, b


free, w, b = train([1, 2, 3], [0, 0, 1], 100_000)
print(free)

# %% kept
doubt = 1 / (1 + math.exp(4 * w + b))  # 1 - p at 4 hours
per_decade = free[-1] - free[-2]
grown = [after - before for before, after in zip(free, free[1:])]

# %% stop
mixed, w_mixed, b_mixed = train(
    [1, 2, 3, 1.5],
    [0, 0, 1, 1],
    100_000,
)
decayed, w_decayed, b_decayed = train(
    [1, 2, 3],
    [0, 0, 1],
    100_000,
    decay=0.1,
)
print(mixed)
print(decayed)

# %% chart
import matplotlib.pyplot as plt

shown = [10, 100, 1000, 10_000, 100_000]
fig, ax = plt.subplots(figsize=(4.8, 3.4))
ax.semilogx(shown, free, "o-", color="C3")
ax.semilogx(shown, decayed, "o-", color="C0")
ax.semilogx(shown, mixed, "o-", color="C2")
ax.text(1500, 5.6, "separable", color="C3", ha="right")
ax.text(1e5, decayed[-1] + 0.35, "weight decay", color="C0", ha="right")
ax.text(1e5, mixed[-1] - 0.35, "overlapping", color="C2", ha="right", va="top")
ax.set_xlabel("epoch")
ax.set_ylabel("weight $w$")
plt.show()

# %% check
assert free[-1] > free[-2] + 3 > free[-3] + 5
assert abs(mixed[-1] - mixed[-2]) < 0.011
assert abs(decayed[-1] - decayed[-2]) < 0.1
