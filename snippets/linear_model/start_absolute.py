# %% [markdown]
# # Start: squared and absolute loss

# %% start
x = [1.0, 2.0, 3.0, 4.0]
y = [2.0, 4.0, 6.0, 20.0]  # 20 is a slip, 8 is right
weights = [step / 10 for step in range(61)]


def squared(w):
    total = 0
    for x_n, y_n in zip(x, y):
        total += (w * x_n - y_n) ** 2
    return total / len(x)


best_squared = min(weights, key=squared)
best_absolute = None  # the same with the absolute loss

# %% state
print("best_squared =", best_squared)
print("best_absolute =", best_absolute)

# %% check
assert best_absolute in (None, 2.0)
