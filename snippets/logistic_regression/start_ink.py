# /// script
# dependencies = ["torch", "torchvision"]
# [tool.snippet]
# data = ["mnist"]
# ///

# %% [markdown]
# # Start: 1 or 7, by the ink alone

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
start = model.weight.item()
# write the training loop: 200 epochs, all pictures at once, lr 1

with torch.no_grad():
    right = ((model(x_test) > 0) == (y_test == 1)).float().mean()
majority = torch.stack([y_test.mean(), 1 - y_test.mean()]).max()
print(f"{right.item():.3f} {majority.item():.3f}")
if model.weight.item() == start:
    print("missing: training")

# %% check
assert model.weight.item() == start or right > majority
