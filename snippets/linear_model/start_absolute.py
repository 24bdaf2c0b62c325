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


def absolute(w):
    return None


# %% state
print(min(weights, key=squared))
if absolute(0.0) is None:
    print("missing: absolute")
else:
    print(min(weights, key=absolute))

# %% check
assert absolute(2.0) in (None, 3.0)
