# /// script
# dependencies = ["torch", "torchvision"]
# [tool.snippet]
# data = ["mnist"]
# ///

# %% [markdown]
# # Solution: 1 or 7, by the ink alone

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

# %% train
torch.manual_seed(0)
model = nn.Linear(1, 1)
criterion = nn.BCEWithLogitsLoss()
optimizer = torch.optim.SGD(model.parameters(), lr=1)
for epoch in range(200):
    loss = criterion(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

with torch.no_grad():
    right = ((model(x_test) > 0) == (y_test == 1)).float().mean()
majority = torch.stack([y_test.mean(), 1 - y_test.mean()]).max()
print(f"{right.item():.3f} {majority.item():.3f}")


# %% check
accuracy, share = right.item(), majority.item()
assert accuracy > share
