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
    return np.mean((forward(x, w) - y) ** 2)


def gradient(w):
    return np.mean(2 * x * (forward(x, w) - y))


# %% train
w, lr = 1.0, 0.01
prediction_before = forward(4, w)
weights, costs = [], []
for epoch in range(100):
    costs.append(cost(w))
    w -= lr * gradient(w)
    weights.append(w)
    if epoch < 3 or epoch == 99:
        print(f"epoch {epoch + 1:3}  w {w:.4f}  cost {cost(w):.1e}")
prediction_after = forward(4, w)
print(f"forward(4): {prediction_before:.2f} -> {prediction_after:.2f}")

# %% curve
import matplotlib.pyplot as plt

plt.plot(range(100), costs, color="C0")
plt.yscale("log")
plt.xlabel("epoch")
plt.ylabel("cost")
plt.show()

# %% check
shrink = 1 - lr * 28 / 3  # the distance to 2 shrinks by this factor
assert np.allclose(weights, [2 - shrink**k for k in range(1, 101)])
