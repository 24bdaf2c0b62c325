# /// script
# [tool.snippet]
# seconds = 180
# ///

# %% [markdown]
# # What a step costs, and what it buys

# %% data
import torch

torch.manual_seed(0)
scale = torch.logspace(0, -1, 20)  # features of different size
x = torch.randn(4096, 20) * scale
truth = torch.randn(20) / scale
y = x @ truth + torch.randn(4096)


# %% epoch
def epoch(w, batch_size, lr):
    parts = zip(x.split(batch_size), y.split(batch_size))
    for x_batch, y_batch in parts:
        error = x_batch @ w - y_batch  # (batch,)
        w = w - lr * 2 / batch_size * (x_batch.T @ error)
    return w


# %% measure
import time


def cost(w):
    return ((x @ w - y) ** 2).mean().item()


def epochs_to_goal(batch_size, lr, most):
    w = torch.zeros(20)
    for count in range(1, most + 1):
        w = epoch(w, batch_size, lr)
        if not (now := cost(w)) < 1e6:
            break
        if now < goal:
            return count
    return most + 1


def microseconds(batch_size):
    w, steps = torch.zeros(20), min(64, 4096 // batch_size)
    x_batch, y_batch = x[:batch_size], y[:batch_size]
    begin = time.perf_counter()
    for _ in range(steps):
        error = x_batch @ w - y_batch
        w = w - 1e-4 * 2 / batch_size * (x_batch.T @ error)
    return 1e6 * (time.perf_counter() - begin) / steps


goal = 1.05 * cost(torch.linalg.lstsq(x, y[:, None]).solution[:, 0])
sizes = [1, 16, 256, 4096]
rates = [2.0**k for k in range(-10, 2)]
epochs, best_rates, step_us, epoch_ms = [], [], [], []
for size in sizes:
    fewest = 500
    for lr in rates:
        count = epochs_to_goal(size, lr, fewest - 1)
        if count < fewest:
            fewest, best = count, lr
    epochs.append(fewest)
    best_rates.append(best)
    step_us.append(min(microseconds(size) for _ in range(20)))
    epoch_ms.append(step_us[-1] * 4096 / size / 1000)
total_ms = [count * ms for count, ms in zip(epochs, epoch_ms)]
print("batch  us/step  ms/epoch  epochs  ms")
for row in zip(sizes, step_us, epoch_ms, epochs, total_ms):
    print("{:5}  {:7.0f}  {:8.2f}  {:6}  {:.1f}".format(*row))

# %% chart
import matplotlib.pyplot as plt

plt.figure(figsize=(4.8, 3.8))
plt.plot(sizes, total_ms, "o-", color="C0", linewidth=2, markersize=9)
plt.text(1.6, total_ms[0], "thousands of steps,\neach with its overhead", color="gray", va="center", linespacing=1.5)
plt.text(4096, total_ms[-1] * 1.5, "one step a pass:\nmany passes", color="gray", ha="right", linespacing=1.5)
plt.xscale("log")
plt.yscale("log")
plt.xticks(sizes, [str(size) for size in sizes])
plt.yticks([1, 10, 100], ["1", "10", "100"])
plt.minorticks_off()
plt.xlabel("samples in a batch")
plt.ylabel("ms to the goal")
plt.show()

# %% check
assert all(rates[0] < lr < rates[-1] for lr in best_rates)  # no best value at an end of the list
assert step_us[2] < 10 * step_us[0]
assert epoch_ms[0] > 5 * epoch_ms[2]
assert epochs[-1] > 5 * epochs[1]
assert min(total_ms[1:3]) < min(total_ms[0], total_ms[3])
