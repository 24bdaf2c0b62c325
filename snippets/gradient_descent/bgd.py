# %% [markdown]
# # Batch gradient descent

# %% data
import numpy as np

x = np.array([1.0, 2.0, 3.0])
y = np.array([2.0, 4.0, 6.0])


# %% functions
def forward(x, w):
    return w * x


def cost(w):
    return ((forward(x, w) - y) ** 2).mean()


def gradient(w):
    return (2 * x * (forward(x, w) - y)).mean()


# %% train
w, lr = 1.0, 0.01
prediction_before = forward(4, w)
weights, costs = [], []
for _ in range(100):
    costs.append(cost(w))
    w -= lr * gradient(w)
    weights.append(w)
prediction_after = forward(4, w)
print(prediction_before, round(prediction_after, 2))

# %% curve
import matplotlib.pyplot as plt

plt.plot(range(100), costs, color="C2", linewidth=2.5)
plt.yscale("log")
plt.xticks([0, 50, 100])
plt.yticks([1, 1e-4, 1e-8])
plt.minorticks_off()
plt.xlabel("epoch")
plt.ylabel("cost")
plt.show()

# %% check
shrink = 1 - lr * 28 / 3  # the distance to 2 shrinks by this factor
assert np.allclose(weights, [2 - shrink**k for k in range(1, 101)])
