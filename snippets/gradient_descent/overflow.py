# /// script
# [tool.snippet]
# raises = { overflow = "OverflowError" }
# ///

# %% [markdown]
# # Diverging until the numbers run out

# %% overflow
xs = [100.0, 200.0, 300.0]
w, lr = 1.0, 1e-4
steps_survived = 0
while True:
    cost = sum((w * x - 2 * x) ** 2 for x in xs) / len(xs)
    w -= lr * sum(2 * x * (w * x - 2 * x) for x in xs) / len(xs)
    steps_survived += 1

# %% check
assert cost < float("inf")
assert steps_survived > 100
