# %% [markdown]
# # Mini-batch gradient descent

# %% data
import numpy as np

x = np.array([100.0, 200.0, 300.0])
y = 2 * x


# %% functions
def forward(x, w):
    return w * x


def cost(x, y, w):
    return ((forward(x, w) - y) ** 2).mean()


def gradient(x, y, w):
    return (2 * x * (forward(x, w) - y)).mean()


# %% train
rng = np.random.default_rng(11)
w, lr, batch_size = 1.0, 1e-5, 2
costs = [cost(x, y, w)]
while costs[-1] > 1e-7:
    order = rng.permutation(3)  # a new order every epoch
    for first in range(0, 3, batch_size):
        batch = order[first : first + batch_size]
        w -= lr * gradient(x[batch], y[batch], w)
    costs.append(cost(x, y, w))
print(len(costs) - 1, round(w, 6))
print(round(forward(400, w), 2))

# %% curve
import matplotlib.pyplot as plt

epochs = len(costs) - 1
plt.plot(range(epochs + 1), costs, "o-", color="C4", markersize=7, clip_on=False)
plt.yscale("symlog", linthresh=0.1)  # logarithmic, but with a zero
plt.ylim(bottom=0)
plt.xticks(range(epochs + 1))
plt.yticks([0, 1, 100, 10000], ["0", "1", "100", "10000"])
plt.minorticks_off()
plt.xlabel("epoch")
plt.ylabel("cost")
plt.show()

# %% pairs
factors = []
for pair in ([0, 1], [0, 2], [1, 2]):
    factors.append(1 - 2 * lr * (x[pair] ** 2).mean())
    print(x[pair], round(factors[-1], 1) + 0)

# %% check
prediction_after = forward(400, w)
assert abs(w - 2) < 1e-5
assert abs(prediction_after - 800) < 1e-2
assert np.allclose(factors, [0.5, 0, -0.3])
