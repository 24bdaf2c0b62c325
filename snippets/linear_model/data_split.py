# %% [markdown]
# # Three parts of one data set

# %% split
import torch
from torch.utils.data import random_split

data = range(1000)
generator = torch.Generator().manual_seed(0)
train, dev, test = random_split(data, [0.7, 0.15, 0.15], generator=generator)
sizes = [len(train), len(dev), len(test)]
print(sizes)
print(train.indices[:5], dev.indices[:5], test.indices[:5])

# %% overlap
parts = [set(part.indices) for part in (train, dev, test)]
covered = len(set.union(*parts))
shared = sum(sizes) - covered
print(f"in some part: {covered}, in two parts: {shared}")

# %% picture
import matplotlib.pyplot as plt
from matplotlib.patches import FancyBboxPatch


def box(x, y, width, height, color, text):
    style = "round,pad=0,rounding_size=2"
    ax.add_patch(FancyBboxPatch((x, y), width, height, style, facecolor=color, edgecolor="none"))
    ax.text(x + width / 2, y + height / 2, text, ha="center", va="center", color="white", weight="bold")


fig, ax = plt.subplots(figsize=(4.8, 3.7))
ax.set(xlim=(0, 100), ylim=(0, 77), aspect="equal")
ax.axis("off")
rows = [
    ("training set", "fit the weights", "as often as you like"),
    ("dev set", "choose the hyperparameters", "now and then"),
    ("test set", "report the score", "once, at the very end"),
]
start = 0
for row, (name, use, when) in enumerate(rows):
    share = sizes[row] / sum(sizes) * 100
    box(start + 0.4, 62, share - 0.8, 13, f"C{row}", sizes[row])
    start += share
    y = 42 - row * 20
    box(0.4, y, 31, 13, f"C{row}", name)
    ax.annotate("", (41, y + 6.5), (33, y + 6.5), arrowprops={"arrowstyle": "-|>", "color": f"C{row}", "linewidth": 2})
    ax.text(43, y + 9.5, use, va="center", weight="bold")
    ax.text(43, y + 3, when, va="center", color="gray")
plt.show()

# %% check
assert covered == len(data)
assert shared == 0
