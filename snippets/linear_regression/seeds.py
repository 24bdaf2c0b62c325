# /// script
# dependencies = ["torch"]
# ///

# %% [markdown]
# # The same training from ten starts

# %% seeds
import torch
from torch import nn

x = torch.tensor([[1.0], [2.0], [3.0]])
y = torch.tensor([[2.0], [4.0], [6.0]])


def predictions(seed, reduction):
    torch.manual_seed(seed)
    model = nn.Linear(1, 1)
    criterion = nn.MSELoss(reduction=reduction)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    found = []
    for epoch in range(1, 1001):
        loss = criterion(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if epoch in (100, 1000):
            found.append(4 * model.weight.item() + model.bias.item())
    return found


ranges = {}
for reduction in ("sum", "mean"):
    found = [predictions(seed, reduction) for seed in range(10)]
    for epochs, values in zip((100, 1000), zip(*found)):
        ranges[reduction, epochs] = min(values), max(values)
        print(f"{reduction:4} {epochs:4}  {min(values):.3f} {max(values):.3f}")

# %% check
low_100, high_100 = ranges["sum", 100]
low_1000, high_1000 = ranges["sum", 1000]
low_mean, high_mean = ranges["mean", 100]
low_mean_1000, high_mean_1000 = ranges["mean", 1000]
assert 7.5 < low_100 < high_100 < 8.1
assert 7.998 < low_1000 < high_1000 < 8.001
assert low_mean < low_100
