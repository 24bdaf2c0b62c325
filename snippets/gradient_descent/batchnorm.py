# %% [markdown]
# # Batch normalisation and the learning rate

# %% nets
import torch
from torch import nn


def network(normalise):
    layers, width = [], 10
    for _ in range(3):
        layers.append(nn.Linear(width, 32))
        if normalise:
            layers.append(nn.BatchNorm1d(32))
        layers.append(nn.ReLU())
        width = 32
    return nn.Sequential(*layers, nn.Linear(32, 1))


def final_loss(normalise, lr, seed, steps=100):
    torch.manual_seed(seed)
    x = torch.randn(256, 10)
    y = x[:, :1].abs() + x[:, 1:2]
    model = network(normalise)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(steps):
        loss = ((model(x) - y) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return loss.item()


# %% table
rates = [0.01, 0.03, 0.1, 0.3]
plain, normalised = [], []
print("    lr  plain  BatchNorm   runs of 3 with a loss below 0.2")
for lr in rates:
    plain.append(sum(final_loss(False, lr, seed) < 0.2 for seed in range(3)))
    normalised.append(sum(final_loss(True, lr, seed) < 0.2 for seed in range(3)))
    print(f"{lr:6}  {plain[-1]:5}  {normalised[-1]:9}")

# %% check
total_plain, total_normalised = sum(plain), sum(normalised)
assert total_normalised > total_plain
