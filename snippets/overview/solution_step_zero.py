# %% [markdown]
# # What if the step function gives 0 at 0?

# %% data
inputs = [(0, 0), (0, 1), (1, 0), (1, 1)]
targets = [0, 0, 0, 1]  # AND


def step(z):
    return 1 if z >= 0 else 0


def train(step):
    w, b, corrections = [0, 0], 0, 0
    for _ in range(20):
        for x, y in zip(inputs, targets):
            error = y - step(w[0] * x[0] + w[1] * x[1] + b)
            w[0] += error * x[0]
            w[1] += error * x[1]
            b += error
            corrections += error != 0
    return w, b, corrections


# %% solve
def step_zero(z):
    return 1 if z > 0 else 0


print(*train(step))
print(*train(step_zero))

# %% check
w_one, b_one, updates_one = train(step)
w_zero, b_zero, updates_zero = train(step_zero)
for x, y in zip(inputs, targets):
    assert (w_one[0] * x[0] + w_one[1] * x[1] + b_one >= 0) == y
    assert (w_zero[0] * x[0] + w_zero[1] * x[1] + b_zero > 0) == y
assert w_one == w_zero
