# %% [markdown]
# # What a step costs, what an epoch costs

# %% data
import torch

torch.manual_seed(0)
n, features = 512, 20
x = torch.randn(n, features)
truth = torch.randn(features)
y = x @ truth + torch.randn(n)

# %% measure
import time


def epoch(w, batch_size, lr):
    for start in range(0, n, batch_size):
        part, target = x[start : start + batch_size], y[start : start + batch_size]
        w = w - lr * 2 / batch_size * (part.T @ (part @ w - target))
    return w


sizes = [1, 16, 128, 512]
multiplications_per_step = [2 * size * features for size in sizes]
multiplications_per_epoch = [m * (n // size) for m, size in zip(multiplications_per_step, sizes)]
step_us, epoch_ms = [], []
print("batch  steps  mult./step  mult./epoch  us/step  ms/epoch")
for size, m, total in zip(sizes, multiplications_per_step, multiplications_per_epoch):
    seconds = []
    for _ in range(3):
        begin = time.perf_counter()
        epoch(torch.zeros(features), size, 1e-4)
        seconds.append(time.perf_counter() - begin)
    epoch_ms.append(1000 * min(seconds))
    step_us.append(1e6 * min(seconds) / (n // size))
    print(f"{size:5}  {n // size:5}  {m:10,}  {total:11,}  {step_us[-1]:7.1f}  {epoch_ms[-1]:8.2f}")


# %% progress
def cost(w):
    return ((x @ w - y) ** 2).mean().item()


def costs_by_epoch(size, lr, epochs=4):
    w, costs = torch.zeros(features), [cost_before]
    while len(costs) <= epochs and goal < costs[-1] <= cost_before:
        w = epoch(w, size, lr)
        costs.append(cost(w))
    return costs


cost_before = cost(torch.zeros(features))
lowest_cost = cost(torch.linalg.lstsq(x, y[:, None]).solution[:, 0])
goal = 1.05 * lowest_cost
cost_after_epoch, epochs_to_goal, ms_to_goal = [], [], []
print(f"cost before {cost_before:.1f}, lowest possible {lowest_cost:.3f}")
print("      1 epoch (lr)    within 5% of the lowest (lr)")
for size, ms in zip(sizes, epoch_ms):
    after_one, to_goal = [], []
    for lr in [2.0**-k for k in range(1, 11)]:
        costs = costs_by_epoch(size, lr)
        after_one.append((costs[1], lr))
        to_goal += [(index, lr) for index, value in enumerate(costs) if value < goal][:1]
    first, lr_first = min(pair for pair in after_one if pair[0] == pair[0])
    count, lr_goal = min(to_goal)
    cost_after_epoch.append(first)
    epochs_to_goal.append(count)
    ms_to_goal.append(count * ms)
    print(f"{size:5} {first:.3f} ({lr_first:.3f})  {count} epochs, {ms_to_goal[-1]:5.2f} ms ({lr_goal:.3f})")

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
assert step_us[-1] < 100 * step_us[0]
assert epoch_ms[0] > 5 * epoch_ms[-1]
assert cost_after_epoch[1] < cost_after_epoch[-1]
assert ms_to_goal[0] > ms_to_goal[-1]
