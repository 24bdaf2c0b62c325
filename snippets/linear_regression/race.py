# /// script
# dependencies = ["torch", "matplotlib"]
# [tool.snippet]
# seconds = 120
# ///

# %% [markdown]
# # Eight optimizers down one bowl

# %% names
import torch
from torch import nn, optim

x = torch.tensor([[1.0], [2.0], [3.0]])
y = torch.tensor([[2.0], [4.0], [6.0]])
names = ["SGD", "ASGD", "Rprop", "Adagrad"]
names += ["RMSprop", "Adam", "Adamax", "LBFGS"]


# %% train
def train(name, lr, seed, epochs=99):
    torch.manual_seed(seed)
    model = nn.Linear(1, 1)
    criterion = nn.MSELoss(reduction="sum")
    extra = {"max_iter": 1} if name == "LBFGS" else {}
    optimizer = getattr(optim, name)(model.parameters(), lr=lr, **extra)

    def closure():
        optimizer.zero_grad()
        loss = criterion(model(x), y)
        loss.backward()
        return loss

    path = [(model.weight.item(), model.bias.item())]
    for epoch in range(epochs):
        optimizer.step(closure)
        path.append((model.weight.item(), model.bias.item()))
    return path


# %% same
def prediction(path):
    w, b = path[-1]
    return 4 * w + b


at_same = {}
for name in names:
    found = [prediction(train(name, 0.01, seed)) for seed in range(5)]
    at_same[name] = found
    print(f"{name:8} {min(found):5.2f} {max(found):5.2f}")

# %% needed
def needed(path):
    """The first epoch from which on (w, b) stays within 0.1 of (2, 0)."""
    outside = [
        epoch
        for epoch, (w, b) in enumerate(path)
        if not (w - 2) ** 2 + b**2 < 0.1**2
    ]
    return outside[-1] + 1 if outside else 0


# %% tune
rates = [0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0]
best, epochs_needed = {}, {}
for name in names:
    tuning = [
        sum(needed(train(name, lr, seed)) for seed in range(10, 13))
        for lr in rates
    ]
    best[name] = rates[tuning.index(min(tuning))]
    found = [needed(train(name, best[name], seed)) for seed in range(10)]
    epochs_needed[name] = found
    mean = sum(found) / len(found)
    print(f"{name:8} {best[name]:4} {mean:5.1f} {min(found):3} {max(found):3}")

# %% chart
import matplotlib.pyplot as plt

order = sorted(names, key=lambda name: sum(epochs_needed[name]))
plt.figure(figsize=(4.8, 4.4))
for row, name in enumerate(order):
    found = epochs_needed[name]
    plt.plot([min(found), max(found)], [row, row], color="gray", linewidth=2)
    plt.plot(found, [row] * len(found), "o", color="C0", alpha=0.4, markersize=6)
    plt.plot(sum(found) / len(found), row, "D", color="black", markersize=7)
plt.yticks(range(8), [f"{name} {best[name]:g}" for name in order])
plt.gca().invert_yaxis()
plt.xlim(0, 100)
plt.xlabel("epochs until it stays near (2, 0)")
plt.show()

# %% frames
paths, frames = {}, {}  # the numbers of the moving figure
for name in names:
    for kind, lr in (("same", 0.01), ("own", best[name])):
        path = paths[name, kind] = train(name, lr, seed=2)
        for letter, values in zip("wb", zip(*path)):
            frames[f"{letter}_{kind}_{name.lower()}"] = [round(value, 3) for value in values]
globals().update(frames)

# %% bowl
w_grid, b_grid = torch.meshgrid(torch.linspace(-0.8, 3.4, 90), torch.linspace(-1.4, 2.6, 90), indexing="xy")
surface = sum((w_grid * a + b_grid - 2 * a) ** 2 for a in (1, 2, 3))
plt.figure(figsize=(4.8, 4.6))
plt.contour(w_grid, b_grid, surface, levels=[0.3, 2, 8, 20, 40, 80, 140], colors="gray", alpha=0.4, linewidths=1)
for name, color, place in [("SGD", "C0", (2.6, 1.2)), ("Adam", "C1", (0.3, 1.8)), ("LBFGS", "C4", (0.5, -0.7))]:
    path = paths[name, "own"]
    plt.plot(*zip(*path), "o-", color=color, linewidth=1.5, markersize=3)
    plt.text(*place, name, color=color, fontsize=12)
plt.plot(2, 0, "*", color="C2", markersize=16, zorder=6)
plt.xlim(-0.8, 3.4)
plt.ylim(-1.4, 2.6)
plt.xlabel("$w$")
plt.ylabel("$b$")
plt.show()

# %% check
best_rates = [best[name] for name in names]
means = [sum(epochs_needed[name]) / 10 for name in names]
lows, highs = ([f(epochs_needed[name]) for name in names] for f in (min, max))
same_lows, same_highs = ([f(at_same[name]) for name in names] for f in (min, max))
assert all(rates[0] < lr < rates[-1] for lr in best_rates)  # no best value at an end of the list
assert all(high < 99 for high in highs)
assert means[7] == min(means)
