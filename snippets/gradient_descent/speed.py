# /// script
# [tool.snippet]
# seconds = 180
# ///

# %% [markdown]
# # What a step costs, and what it buys

# %% data
import torch


def problem(seed):
    torch.manual_seed(seed)
    scale = torch.logspace(0, -1, 20)  # features of different size
    x = torch.randn(4096, 20) * scale
    w_true = torch.randn(20, 1) / scale[:, None]
    return x, x @ w_true + torch.randn(4096, 1)


x, y = problem(seed=0)


# %% epoch
def step(w, batch, lr):
    error = x[batch] @ w - y[batch]  # (batch, 1)
    slope = 2 / len(batch) * (x[batch].T @ error)
    return w - lr * slope


def epoch(w, batch_size, lr):
    order = torch.randperm(4096)
    for batch in order.split(batch_size):
        w = step(w, batch, lr)
    return w


# %% measure
import time


def microseconds(batches):
    w = torch.zeros(20, 1)
    begin = time.perf_counter()
    for batch in batches:
        w = step(w, batch, 1e-4)
    return 1e6 * (time.perf_counter() - begin) / len(batches)


def costs(w):
    return ((x @ w - y) ** 2).mean(dim=0)


sizes = [1, 16, 256, 1024, 4096]
rates = torch.logspace(-3.5, 0.5, 41)
epochs, used = [], []  # a row for each size, a column for each seed
for size in sizes:
    counts = []
    for seed in range(5):
        x, y = problem(seed)
        goal = 1.05 * costs(torch.linalg.lstsq(x, y).solution)
        w, count = torch.zeros(20, len(rates)), 0  # all rates at once, a column each
        while not (costs(w) < goal).any():
            w, count = epoch(w, size, rates), count + 1
        counts.append(count)
        used.append(torch.argmax((costs(w) < goal).int()).item())
    epochs.append(sorted(counts))
# 20 steps of each size in turn, again and again; the least that one ever took
order = torch.randperm(4096)
windows = [[order[n * size % 4096 :][:size] for n in range(20)] for size in sizes]
rounds = [[microseconds(batches) for batches in windows] for _ in range(400)]
step_us = [min(times) for times in zip(*rounds)]
epoch_ms = [4096 / size * us / 1000 for size, us in zip(sizes, step_us)]
total_ms = [counts[2] * ms for counts, ms in zip(epochs, epoch_ms)]
print("batch  us/step  ms/epoch  epochs  ms")
for size, us, ms, counts, total in zip(sizes, step_us, epoch_ms, epochs, total_ms):
    print(f"{size:5}  {us:7.0f}  {ms:8.2f}  {counts[2]:6}  {total:.1f}")

# %% chart
import matplotlib.pyplot as plt

plt.figure(figsize=(4.8, 3.8))
least = [counts[0] * ms for counts, ms in zip(epochs, epoch_ms)]
most = [counts[-1] * ms for counts, ms in zip(epochs, epoch_ms)]
plt.fill_between(sizes, least, most, color="C0", alpha=0.2, linewidth=0)
plt.plot(sizes, total_ms, "o-", color="C0", markersize=8)
plt.text(2.4, total_ms[0], "thousands of steps,\neach with its overhead", color="gray", va="center", linespacing=1.5)
plt.text(4096, most[-1] * 1.5, "one step an epoch:\nmany epochs", color="gray", ha="right", linespacing=1.5)
plt.xscale("log")
plt.yscale("log")
plt.xticks([1, 16, 256, 4096], ["1", "16", "256", "4096"])
plt.yticks([1, 10, 100], ["1", "10", "100"])
plt.minorticks_off()
plt.xlabel("samples in a batch")
plt.ylabel("ms to the goal")
plt.show()

# %% check
assert 0 < min(used) and max(used) < len(rates) - 1  # no best value at an end of the list
middle = [counts[2] for counts in epochs]
assert middle == sorted(middle)  # the larger the batch, the more epochs
assert middle[-1] > 5 * middle[1]
assert step_us[2] < 3 * step_us[0]  # 256 times the samples
assert epoch_ms[0] > 5 * epoch_ms[2]
assert total_ms[0] > 3 * min(total_ms[1:])  # one sample at a time is slow
