# /// script
# dependencies = ["torch", "torchvision", "matplotlib"]
# [tool.snippet]
# data = ["mnist"]
# ///

# %% [markdown]
# # MNIST as it comes

# %% load
from torchvision import datasets

train = datasets.MNIST("data", train=True, download=True)
test = datasets.MNIST("data", train=False, download=True)
print(len(train), len(test))

picture, label = train[0]
print(picture.size, picture.mode, label)

# %% tensor
from torchvision import transforms

to_tensor = transforms.ToTensor()
pixels = to_tensor(picture)
print(pixels.shape, pixels.dtype)
print(train.data.min().item(), train.data.max().item())
print(pixels.min().item(), pixels.max().item())

# %% balance
counts = train.targets.bincount()
print(counts.tolist())

# %% measured
ink = train.data.float() / 255  # (60000, 28, 28)
mean, std = ink.mean().item(), ink.std().item()
fewest, most = counts.argmin().item(), counts.argmax().item()
fewest_count, most_count = counts.min().item(), counts.max().item()
most_share = most_count / len(train)
test_share = (test.targets == most).double().mean().item()

# %% samples
import matplotlib.pyplot as plt

fig, axes = plt.subplots(3, 8, figsize=(4.8, 2.3))
for ax, (picture, label) in zip(axes.flat, train):
    ax.imshow(picture, cmap="gray_r")
    ax.set_title(label, fontsize=10, pad=2, loc="center")
    ax.axis("off")
plt.show()

# %% check
assert (len(train), len(test)) == (60_000, 10_000)
assert pixels.shape == (1, 28, 28)
assert 0.08 < fewest_count / len(train) < most_share < 0.12
