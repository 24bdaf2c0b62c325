# /// script
# dependencies = ["torch", "torchvision"]
# [tool.snippet]
# data = ["mnist"]
# ///

# %% [markdown]
# # Start: does the model keep its word?

# %% start
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


def group(low, high):
    return None  # how many, what was said on average, the share of 7s


for low in (0.0, 0.2, 0.4, 0.6, 0.8):
    if group(low, low + 0.2) is None:
        print("missing: group")
        break
    print(*group(low, low + 0.2))

# %% check
assert group(0.4, 0.6) is None or abs(group(0.4, 0.6)[1] - 0.5) < 0.1
