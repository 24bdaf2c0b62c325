# /// script
# dependencies = ["torchvision", "numpy", "matplotlib"]
# [tool.snippet]
# data = ["cifar10"]
# ///

# %% [markdown]
# # CIFAR-10 as it comes

# %% load
from torchvision import datasets, transforms

to_tensor = transforms.ToTensor()
train = datasets.CIFAR10(
    "data",
    train=True,
    download=True,
    transform=to_tensor,
)
test = datasets.CIFAR10(
    "data",
    train=False,
    download=True,
    transform=to_tensor,
)
print(len(train), len(test))

pixels, label = train[0]
print(pixels.shape, label, train.classes[label])
print(train.data.min(), train.data.max())

# %% balance
import numpy as np

counts = np.bincount(train.targets)
print(counts.tolist())

# %% measured
train_size, test_size = len(train), len(test)
least_share, most_share = counts.min() / train_size, counts.max() / train_size

# %% samples
import matplotlib.pyplot as plt

fig, axes = plt.subplots(2, 5, figsize=(4.8, 2.3))
for ax, (label, name) in zip(axes.flat, enumerate(train.classes)):
    first = train.targets.index(label)
    ax.imshow(train.data[first])
    ax.set_title(name, fontsize=10, pad=2, loc="center")
    ax.axis("off")
plt.show()

# %% check
assert pixels.shape == (3, 32, 32)
assert train.data.shape[1:] == (32, 32, 3)
assert 0.08 < least_share <= 0.1 <= most_share < 0.12
