# %% [markdown]
# # Batch normalisation and the learning rate

# %% nets
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


def final_loss(normalise, lr, seed, steps=100):
    torch.manual_seed(seed)
    x = torch.randn(256, 10)
    y = x[:, :1].abs() + x[:, 1:2]
    model = network(normalise)
    parameters = list(model.parameters())
    for _ in range(steps):
        loss = ((model(x) - y) ** 2).mean()
        gradients = torch.autograd.grad(loss, parameters)
        with torch.no_grad():
            for parameter, gradient in zip(parameters, gradients):
                parameter -= lr * gradient
    return loss.item()


# %% table
rates = [0.01, 0.1, 0.3]
plain, normalised = [], []
print("loss after 100 steps, lowest to highest of 3 seeds")
print("    lr           plain       BatchNorm")
for lr in rates:
    for normalise, losses in ((False, plain), (True, normalised)):
        runs = [final_loss(normalise, lr, seed) for seed in range(3)]
        losses.append([min(runs), max(runs)])
    print(f"{lr:6}  {plain[-1][0]:6.3f} {plain[-1][1]:7.3f}  {normalised[-1][0]:6.3f} {normalised[-1][1]:7.3f}")

# %% check
plain_lowest, plain_highest = plain[0]
normalised_lowest, normalised_highest = normalised[0]
assert normalised_highest < plain_lowest
