# /// script
# dependencies = ["torch", "torchvision", "matplotlib"]
# [tool.snippet]
# data = ["mnist"]
# ///

# %% [markdown]
# # Solution: does the model keep its word?

# %% data
import torch
from torch import nn
from torchvision import datasets


def ink_and_label(train):
    digits = datasets.MNIST("data", train=train, download=True)
    chosen = (digits.targets == 1) | (digits.targets == 7)
    ink = digits.data[chosen].float().mean(dim=(1, 2)) / 255
    return ink[:, None], (digits.targets[chosen] == 7).float()[:, None]


x, y = ink_and_label(train=True)
x_test, y_test = ink_and_label(train=False)
mean, std = x.mean(), x.std()
x, x_test = (x - mean) / std, (x_test - mean) / std

torch.manual_seed(0)
model = nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=1)
for epoch in range(200):
    loss = nn.BCEWithLogitsLoss()(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

with torch.no_grad():
    said = torch.sigmoid(model(x_test))


# %% groups
def group(low, high):
    here = (low <= said) & (said < high)
    mean_said, sevens = said[here].mean(), y_test[here].mean()
    return here.sum().item(), mean_said.item(), sevens.item()


for low in (0.0, 0.2, 0.4, 0.6, 0.8):
    count, mean_said, sevens = group(low, low + 0.2)
    if count:
        chance = (mean_said * (1 - mean_said) / count) ** 0.5
        ratio = (sevens - mean_said) / chance
        print(count, f"{mean_said:.2f} {sevens:.2f} {ratio:+.1f}")

# %% check
counts = [group(low, low + 0.2)[0] for low in (0.0, 0.2, 0.4, 0.6, 0.8)]
assert sum(counts) == len(said)
mean_said, sevens = group(0, 1.01)[1:]  # over all groups together
assert abs(sevens - mean_said) < 0.05
