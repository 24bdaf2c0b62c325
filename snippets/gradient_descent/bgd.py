# %% [markdown]
# # Batch gradient descent

# %% data
import numpy as np

x = np.array([1.0, 2.0, 3.0])
y = 2 * x


# %% functions
def cost(x, y, w):
    return ((w * x - y) ** 2).mean()


def gradient(x, y, w):
    return (2 * x * (w * x - y)).mean()


# %% train
w, lr = 1.0, 0.01
prediction_before = w * 4
costs = []
for epoch in range(100):
    costs.append(cost(x, y, w))
    w -= lr * gradient(x, y, w)
prediction_after = w * 4
print(prediction_before, round(prediction_after, 2))

# %% curve
import matplotlib.pyplot as plt

plt.figure(figsize=(4.8, 3.4))
plt.plot(range(100), costs, color="C2")
plt.yscale("log")
plt.xticks([0, 50, 100])
plt.yticks([1, 1e-4, 1e-8])
plt.minorticks_off()
plt.xlabel("epoch")
plt.ylabel("cost")
plt.show()

# %% check
shrink = 1 - lr * 28 / 3  # the distance to 2 shrinks by this factor
assert abs(w - (2 - shrink**100)) < 1e-12
assert np.allclose(costs, [14 / 3 * shrink ** (2 * k) for k in range(100)])
