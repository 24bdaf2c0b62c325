# %% [markdown]
# # A line that misses the origin

# %% data
x = [1.0, 2.0, 3.0]
y = [3.0, 5.0, 7.0]


def cost(w, b):
    total = 0
    for x_n, y_n in zip(x, y):
        total += (w * x_n + b - y_n) ** 2
    return total / len(x)


weights = [step / 10 for step in range(41)]
biases = [(step - 20) / 10 for step in range(41)]

# %% solution
best = min((cost(w, b), w, b) for w in weights for b in biases)
best_alone = min((cost(w, 0), w) for w in weights)
print(best)
print(best_alone)

# %% check
lowest, best_w, best_b = best
cost_alone, best_w_alone = best_alone
exact = sum(x_n * y_n for x_n, y_n in zip(x, y)) / sum(x_n**2 for x_n in x)
assert (best_w, best_b, lowest) == (2.0, 1.0, 0.0)
assert abs(best_w_alone - exact) < 0.05
assert cost_alone > 0
