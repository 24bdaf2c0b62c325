# %% [markdown]
# # Start: a line that misses the origin

# %% start
x = [1.0, 2.0, 3.0]
y = [3.0, 5.0, 7.0]


def cost(w, b):
    total = 0
    for x_n, y_n in zip(x, y):
        total += (w * x_n + b - y_n) ** 2
    return total / len(x)


weights = [step / 10 for step in range(41)]
biases = [(step - 20) / 10 for step in range(41)]

best = None  # (cost, w, b) over the whole grid
best_alone = None  # (cost, w) with b = 0

# %% state
print(cost(1.0, 1.0))
print("best =", best)
print("best_alone =", best_alone)

# %% check
assert best is None or best[0] == cost(*best[1:]) < 1e-9
assert best_alone is None or best_alone[0] == cost(best_alone[1], 0)
