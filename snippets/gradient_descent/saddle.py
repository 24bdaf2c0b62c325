# %% [markdown]
# # Stuck on a saddle

# %% race
import torch

optimizers = {
    "SGD": lambda p: torch.optim.SGD(p, lr=0.01),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9),
    "RMSprop": lambda p: torch.optim.RMSprop(p, lr=0.01),
    "Adam": lambda p: torch.optim.Adam(p, lr=0.01),
}


def race(make, starts, steps=300):
    w = starts.clone().requires_grad_()  # every row is a run of its own
    optimizer = make([w])
    costs = []
    for _ in range(steps):
        cost = (w[:, 0] * w[:, 1] - 2) ** 2
        costs.append(cost.detach())
        optimizer.zero_grad()
        cost.sum().backward()
        optimizer.step()
    return torch.stack(costs)  # (steps, runs)


torch.manual_seed(0)
starts = 0.01 * torch.randn(9, 2)  # (starts, weights), all close to the saddle
curves = {name: race(make, starts) for name, make in optimizers.items()}
steps_to_leave = []
for name, costs in curves.items():
    left = (costs > 3).sum(0).sort().values.tolist()
    steps_to_leave.append(left[4])
    print(f"{name:8}  steps until the cost is below 3: {left[0]:3} to {left[-1]:3}, median {left[4]:3}")

# %% zero
stuck = [race(make, torch.zeros(1, 2))[-1].item() for make in optimizers.values()]
print("start at (0, 0), cost after 300 steps:", stuck)

# %% plateau
import matplotlib.pyplot as plt

_, axes = plt.subplots(4, 1, figsize=(4.8, 7), sharex=True, sharey=True, layout="constrained")
for ax, (name, costs), color in zip(axes, curves.items(), ("C0", "C1", "C2", "C3")):
    ax.plot(costs, color=color, linewidth=1.2, alpha=0.8)
    ax.set_title(name)
    ax.set_ylabel("cost")
axes[-1].set_xlabel("step")
plt.show()

# %% check
assert stuck == [4.0] * 4
slowest, median_momentum, median_rmsprop, median_adam = steps_to_leave
assert slowest > max(steps_to_leave[1:])
