# %% [markdown]
# # Start: descent with a bias

# %% start
import numpy as np

x = np.array([1.0, 2.0, 3.0])
y = 2 * x + 1
w, b, lr = 0.0, 0.0, 0.05
for _ in range(2000):
    error = w * x + b - y
    w -= lr * (2 * x * error).mean()
    # and b
print(round(w, 4), round(b, 4))
if b == 0:
    print("missing: b")

# %% check
assert b == 0 or abs(b - 1) < 0.01
