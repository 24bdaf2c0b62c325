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
def final_loss(normalise, lr, seed):
    torch.manual_seed(seed)
    x = torch.randn(256, 10)
    y = x[:, :1].abs() + x[:, 1:2]
    model = network(normalise)
    for _ in range(100):
        model.zero_grad()
        loss = ((model(x) - y) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            for parameter in model.parameters():
                parameter -= lr * parameter.grad
    return loss.item()


# %% table
rates = [0.01, 0.03, 0.1, 0.2, 0.3]
worst = {False: [], True: []}  # of five seeds
for lr in rates:
    for normalise, losses in worst.items():
        losses.append(max(final_loss(normalise, lr, seed) for seed in range(5)))
    print(f"{lr:4}  {worst[False][-1]:.3f}  {worst[True][-1]:.3f}")

# %% check
plain, normalised = worst.values()
for losses in worst.values():
    assert 0 < losses.index(min(losses)) < len(rates) - 1
best_plain, best_normalised = min(plain), min(normalised)
assert best_normalised < best_plain / 2
assert normalised[-1] > plain[-1]
