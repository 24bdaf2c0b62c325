# %% [markdown]
# # What if the step function gives 0 at 0?

# %% solve
inputs = [(0, 0), (0, 1), (1, 0), (1, 1)]
targets = [0, 0, 0, 1]  # AND


def train(output_at_zero):
    w, b, updates = [0, 0], 0, 0
    while True:
        wrong = 0
        for x, y in zip(inputs, targets):
            z = w[0] * x[0] + w[1] * x[1] + b
            error = y - (output_at_zero if z == 0 else int(z > 0))
            w = [w[0] + error * x[0], w[1] + error * x[1]]
            b += error
            wrong += error != 0
        updates += wrong
        if wrong == 0:
            return w, b, updates


w_one, b_one, updates_one = train(output_at_zero=1)
w_zero, b_zero, updates_zero = train(output_at_zero=0)
print("f(0) = 1:", w_one, b_one, updates_one)
print("f(0) = 0:", w_zero, b_zero, updates_zero)

# %% check
for x, y in zip(inputs, targets):
    assert (w_one[0] * x[0] + w_one[1] * x[1] + b_one >= 0) == y
    assert (w_zero[0] * x[0] + w_zero[1] * x[1] + b_zero > 0) == y
