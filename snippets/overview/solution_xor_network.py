# %% [markdown]
# # Three perceptrons compute XOR

# %% solve
def perceptron(w, b, x):
    return 1 if w[0] * x[0] + w[1] * x[1] + b >= 0 else 0


outputs = []
for x in [(0, 0), (0, 1), (1, 0), (1, 1)]:
    first = perceptron((2, 2), -1, x)
    second = perceptron((-2, -2), 3, x)
    output = perceptron((2, 2), -3, (first, second))
    outputs.append(output)
    print(x, first, second, output)

# %% check
assert outputs == [a ^ b for a, b in [(0, 0), (0, 1), (1, 0), (1, 1)]]
