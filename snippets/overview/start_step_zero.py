# %% [markdown]
# # Start: the edge of the step

# %% start
inputs = [(0, 0), (0, 1), (1, 0), (1, 1)]
targets = [0, 0, 0, 1]  # AND


def step(z):
    return 1 if z >= 0 else 0


def step_zero(z):
    return None  # 0 at z = 0


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


# %% state
print(*train(step))
if step_zero(0) is None:
    print("missing: step_zero")
else:
    print(*train(step_zero))

# %% check
assert step_zero(0) in (None, 0)
