# %% [markdown]
# # What a step costs, what an epoch costs

# %% data
import torch

torch.manual_seed(0)
n, features = 4096, 100
x = torch.randn(n, features)
truth = torch.randn(features)
y = x @ truth + 0.5 * torch.randn(n)

# %% measure
import time


def epoch(batch_size, lr):
    w = torch.zeros(features)
    for start in range(0, n, batch_size):
        part, target = x[start : start + batch_size], y[start : start + batch_size]
        w -= lr * 2 / batch_size * (part.T @ (part @ w - target))
    return w


sizes = [1, 16, 256, 4096]
multiplications_per_step = [2 * size * features for size in sizes]
multiplications_per_epoch = [m * (n // size) for m, size in zip(multiplications_per_step, sizes)]
step_us, epoch_ms = [], []
print("batch  steps  mult./step  mult./epoch  us/step  ms/epoch")
for size, m, total in zip(sizes, multiplications_per_step, multiplications_per_epoch):
    seconds = []
    for _ in range(5):
        begin = time.perf_counter()
        epoch(size, 1e-4)
        seconds.append(time.perf_counter() - begin)
    epoch_ms.append(1000 * min(seconds))
    step_us.append(1e6 * min(seconds) / (n // size))
    print(f"{size:5}  {n // size:5}  {m:10,}  {total:11,}  {step_us[-1]:7.1f}  {epoch_ms[-1]:8.2f}")


# %% progress
def cost(w):
    return ((x @ w - y) ** 2).mean().item()


cost_before = cost(torch.zeros(features))
cost_after_epoch = []
for size in sizes:
    tried = [cost(epoch(size, 2.0**-k)) for k in range(1, 12)]
    cost_after_epoch.append(min(value for value in tried if value == value))
    print(f"batch {size:4}: cost after one epoch {cost_after_epoch[-1]:.3f} (before: {cost_before:.1f})")

# %% chart
import matplotlib.pyplot as plt

_, (above, below) = plt.subplots(2, 1, figsize=(4.8, 5.2), sharex=True, layout="constrained")
for ax, values, label, color in ((above, step_us, "one step, µs", "C0"), (below, epoch_ms, "one epoch, ms", "C1")):
    ax.plot(sizes, values, "o-", color=color)
    ax.set_yscale("log")
    ax.set_ylabel(label)
    ax.minorticks_off()
above.set_xscale("log", base=2)
above.set_ylim(1, 1000)
below.set_xticks(sizes, [str(size) for size in sizes])
below.minorticks_off()
below.set_xlabel("samples in a batch")
plt.show()

# %% check
assert len(set(multiplications_per_epoch)) == 1
assert step_us[0] < step_us[-1]
assert epoch_ms[0] > 5 * epoch_ms[-1]
assert cost_after_epoch[1] < cost_after_epoch[-1]
