# %% [markdown]
# # Stochastic gradient descent

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
w, lr = 1.0, 1e-5
prediction_before = w * 400
losses = []
while cost(x, y, w) > 1e-7:
    n = rng.choice(3)
    losses.append(cost(x[n], y[n], w))
    w -= lr * gradient(x[n], y[n], w)
prediction_after = w * 400
print(len(losses), round(w, 6))
print(prediction_before, round(prediction_after, 2))

# %% curve
import matplotlib.pyplot as plt

steps = len(losses)
plt.figure(figsize=(4.8, 3.4))
plt.plot(range(1, steps + 1), losses, "o-", color="C1", markersize=6)
plt.yscale("log")
plt.xticks([1, 5, 10, 15])
plt.yticks([1e4, 1, 1e-4, 1e-8])
plt.minorticks_off()
plt.xlabel("step (one sample each)")
plt.ylabel("loss of that sample")
plt.show()

# %% check
factors = 1 - 2 * lr * x**2  # what one step on each sample does to the distance to 2
limit = 1 / x.max() ** 2  # above it a step on the largest sample leads away
assert lr < limit
assert abs(w - 2) < 1e-5
assert abs(prediction_after - 800) < 1e-2
rises = int((np.diff(losses) > 0).sum())
assert rises > 0
