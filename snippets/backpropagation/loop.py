# %% [markdown]
# # Forward, backward, update

# %% loop
x, w, y = 1.0, 1.0, 2.0
lr = 0.1
for step in range(1, 21):
    y_hat = w * x  # forward
    r = y_hat - y
    loss = r**2
    slope_r = 2 * r  # backward
    slope_y_hat = 1 * slope_r
    slope_w = x * slope_y_hat
    w = w - lr * slope_w  # update
    if step in (1, 2, 3, 20):
        print(step, round(slope_w, 3), round(w, 3))

# %% check
assert abs(w - (2 - 0.8**20)) < 1e-12
