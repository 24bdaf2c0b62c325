# %% [markdown]
# # Mini-batch gradient descent

# %% data
import numpy as np

x = np.array([100.0, 200.0, 300.0])
y = 2 * x


# %% functions
def cost(x, y, w):
    return ((w * x - y) ** 2).mean()


def gradient(x, y, w):
    return (2 * x * (w * x - y)).mean()


# %% train
rng = np.random.default_rng(0)
w, lr, batch_size = 1.0, 8e-6, 2
costs = [cost(x, y, w)]
while costs[-1] > 1e-7:
    order = rng.permutation(3)  # a new order every epoch
    for first in range(0, 3, batch_size):
        batch = order[first : first + batch_size]
        w -= lr * gradient(x[batch], y[batch], w)
    costs.append(cost(x, y, w))
prediction_after = w * 400
print(len(costs) - 1, round(w, 6))
print(round(prediction_after, 2))

# %% curve
import matplotlib.pyplot as plt

epochs = len(costs) - 1
plt.figure(figsize=(4.8, 3.4))
plt.plot(range(epochs + 1), costs, "o-", color="C4", markersize=7)
plt.yscale("log")
plt.xticks(range(epochs + 1))
plt.yticks([1e4, 1, 1e-4, 1e-8])
plt.minorticks_off()
plt.xlabel("epoch")
plt.ylabel("cost")
plt.show()

# %% check
assert abs(w - 2) < 1e-5
assert abs(prediction_after - 800) < 1e-2
assert 3 < epochs < 10
assert (np.diff(costs) < 0).all()
# at 1e-5 the pair of 100 and 300 would land on 2 in one step
assert abs(1 - 2 * 1e-5 * (x[[0, 2]] ** 2).mean()) < 1e-12
