# %% [markdown]
# # Nudge w, look at the loss

# %% nudge
x, y = 1.0, 2.0


def loss(w):
    return (w * x - y) ** 2


before, after = loss(1.0), loss(1.001)
print(before, after)
print(round((after - before) / 0.001, 3))

# %% check
slope = (after - before) / 0.001
assert abs(slope + 2) < 0.0011  # off by the nudge, since x is 1
