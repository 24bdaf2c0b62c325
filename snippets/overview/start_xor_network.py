# %% [markdown]
# # Start: three perceptrons

# %% start
inputs = [(0, 0), (0, 1), (1, 0), (1, 1)]
targets = [0, 1, 1, 0]  # XOR


def perceptron(w, b, x):
    return 1 if w[0] * x[0] + w[1] * x[1] + b >= 0 else 0


def network(x):
    first = perceptron((0, 0), 0, x)  # choose w and b
    second = perceptron((0, 0), 0, x)
    return perceptron((0, 0), 0, (first, second))


# %% state
wrong = []
for x, y in zip(inputs, targets):
    if network(x) != y:
        wrong.append(x)
print("missing:", *wrong) if wrong else print(0)

# %% check
assert network((0, 1)) == 1
