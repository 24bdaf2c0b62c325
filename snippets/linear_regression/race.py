# /// script
# dependencies = ["torch", "matplotlib"]
# [tool.snippet]
# seconds = 400
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
    extra = {"max_iter": 1, "history_size": 10} if name == "LBFGS" else {}
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
        if not abs(path[-1][0]) < 1000:
            break  # flown off
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
import math


def needed(path):
    outside = [epoch for epoch, (w, b) in enumerate(path) if not math.hypot(w - 2, b) < 0.1]
    if not outside:
        return 0
    never = outside[-1] == len(path) - 1
    return math.inf if never else outside[-1] + 1


# %% tune
rates = [0.01, 0.02, 0.05, 0.1, 0.2]
rates += [0.5, 1.0, 2.0, 5.0, 10.0]


def epochs_of(name, lr, seeds):
    return [needed(train(name, lr, seed, 600)) for seed in seeds]


def tuned(name):
    return min(rates, key=lambda lr: sum(epochs_of(name, lr, TUNE)))


TUNE, COMPARE = range(20, 23), range(20)
best, epochs_needed = {}, {}
for name in names:
    best[name] = tuned(name)
    found = epochs_needed[name] = epochs_of(name, best[name], COMPARE)
    mean = sum(found) / len(found)
    print(f"{name:8} {best[name]:4} {mean:5.1f} {min(found):3} {max(found):3}")

# %% pairs
for one, other in [
    ("LBFGS", "Rprop"),
    ("Rprop", "Adam"),
    ("Rprop", "Adamax"),
    ("Rprop", "Adagrad"),
    ("SGD", "Adagrad"),
    ("SGD", "Adam"),
    ("SGD", "Rprop"),
]:
    pairs = zip(epochs_needed[one], epochs_needed[other])
    print(f"{one:5} < {other:7} {sum(a < b for a, b in pairs):2}")

# %% chart
import matplotlib.pyplot as plt

order = sorted(names, key=lambda name: sum(epochs_needed[name]))
plt.figure(figsize=(4.8, 4.4))
for row, name in enumerate(order):
    found = epochs_needed[name]
    plt.plot([min(found), max(found)], [row, row], color="gray", linewidth=1)
    plt.plot(found, [row] * len(found), "o", color="C0", alpha=0.4, markersize=6)
    plt.plot(sum(found) / len(found), row, "D", color="black", markersize=6)
plt.yticks(range(8), [f"{name} {best[name]:g}" for name in order])
plt.gca().invert_yaxis()
plt.xscale("log")
plt.xticks([2, 5, 10, 20, 50, 100, 200, 500], [2, 5, 10, 20, 50, 100, 200, 500])
plt.minorticks_off()
plt.xlim(1.6, 600)
plt.xlabel("epochs until it stays near (2, 0)")
plt.show()

# %% bowl
w_grid, b_grid = torch.meshgrid(torch.linspace(-0.8, 3.4, 90), torch.linspace(-1.4, 2.6, 90), indexing="xy")
surface = sum((w_grid * a + b_grid - 2 * a) ** 2 for a in (1, 2, 3))
plt.figure(figsize=(4.8, 4.6))
plt.contour(w_grid, b_grid, surface, levels=[0.3, 2, 8, 20, 40, 80, 140], colors="gray", alpha=0.4, linewidths=1)
for name, color, place in [("SGD", "C0", (2.6, 1.2)), ("Adam", "C1", (0.3, 1.8)), ("LBFGS", "C4", (0.5, -0.7))]:
    path = train(name, best[name], seed=2)
    plt.plot(*zip(*path), "o-", color=color, linewidth=1.5, markersize=3)
    plt.text(*place, name, color=color, fontsize=12)
plt.plot(2, 0, "*", color="C2", markersize=16, zorder=6)
plt.xlim(-0.8, 3.4)
plt.ylim(-1.4, 2.6)
plt.xlabel("$w$")
plt.ylabel("$b$")
plt.show()

# %% check
for name in names:  # the numbers of the moving figure
    for kind, lr in (("same", 0.01), ("own", best[name])):
        for letter, values in zip("wb", zip(*train(name, lr, seed=2))):
            globals()[f"{letter}_{kind}_{name.lower()}"] = [round(value, 3) for value in values]


def wins(one, other):
    return sum(a < b for a, b in zip(epochs_needed[one], epochs_needed[other]))


best_rates = [best[name] for name in names]
means = [sum(epochs_needed[name]) / 20 for name in names]
lows, highs = ([f(epochs_needed[name]) for name in names] for f in (min, max))
same_lows, same_highs = ([f(at_same[name]) for name in names] for f in (min, max))
lbfgs_rprop, rprop_adam, sgd_adagrad = wins("LBFGS", "Rprop"), wins("Rprop", "Adam"), wins("SGD", "Adagrad")
rprop_adamax, rprop_adagrad = wins("Rprop", "Adamax"), wins("Rprop", "Adagrad")
sgd_adam, sgd_rprop = wins("SGD", "Adam"), wins("SGD", "Rprop")
rms_early = [math.hypot(w - 2, b) < 0.1 for w, b in train("RMSprop", 0.5, 2, 600)]
rms_first = rms_early.index(True)
rms_out = rms_early.index(False, rms_first)
assert all(rates[0] < lr < rates[-1] for lr in best_rates)  # no best value at an end of the list
assert all(math.isfinite(high) for high in highs)
assert lbfgs_rprop == 20 and min(rprop_adam, rprop_adamax, rprop_adagrad, sgd_adagrad) >= 15
assert all(5 <= each <= 15 for each in (sgd_adam, sgd_rprop))  # a coin gives these too
assert rms_first < 99 < rms_out < 600  # there, and off again
