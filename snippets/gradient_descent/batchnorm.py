# %% [markdown]
# # BatchNorm, both sides tuned

# %% network
import torch
from torch import nn


def network(normalise):
    layers, width = [], 10
    for _ in range(2):
        layers.append(nn.Linear(width, 32))
        if normalise:
            layers.append(nn.BatchNorm1d(32))
        layers.append(nn.ReLU())
        width = 32
    return nn.Sequential(*layers, nn.Linear(32, 1))


# %% train
def data(generator, number):
    x = torch.randn(number, 10, generator=generator)
    return x, x[:, :1].abs() + x[:, 1:2]


def losses(normalise, lr, seed):
    torch.manual_seed(seed)
    generator = torch.Generator().manual_seed(seed)
    x, y = data(generator, 256)
    x_new, y_new = data(generator, 2000)
    model = network(normalise)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(100):
        loss = ((model(x) - y) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.eval()  # means and variances collected in training
    with torch.no_grad():
        new = ((model(x_new) - y_new) ** 2).mean()
    return loss.item(), new.item()


# %% table
rates = [0.01, 0.03, 0.1, 0.2, 0.3]
seen, new = {False: [], True: []}, {False: [], True: []}
for lr in rates:
    for normalise in (False, True):
        runs = [losses(normalise, lr, seed) for seed in range(10)]
        for column, values in zip((seen, new), zip(*runs)):
            column[normalise].append(sum(values) / 10)
    print(
        f"{lr:4}",
        f"{seen[False][-1]:6.3f} {seen[True][-1]:.3f}",
        f"{new[False][-1]:6.3f} {new[True][-1]:.3f}",
    )

# %% check
for column in (*seen.values(), *new.values()):
    assert 0 < column.index(min(column)) < len(rates) - 1
seen_plain, seen_normalised = [min(column) for column in seen.values()]
new_plain, new_normalised = [min(column) for column in new.values()]
assert seen_normalised < seen_plain / 2
assert new_normalised > 0.9 * new_plain  # on new data it is no better
assert seen[True][-1] > seen[False][-1]
