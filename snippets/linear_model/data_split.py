# %% [markdown]
# # Three parts of one data set

# %% split
import torch
from torch.utils.data import random_split

students = range(1000)
generator = torch.Generator().manual_seed(0)
train, dev, test = random_split(
    students,
    [0.7, 0.15, 0.15],
    generator=generator,
)
for part in train, dev, test:
    print(len(part), list(part)[:4])
print(len({*train, *dev, *test}))

# %% picture
import matplotlib.pyplot as plt
from matplotlib.patches import FancyBboxPatch


def box(x, y, width, height, color, text):
    style = "round,pad=0,rounding_size=2"
    ax.add_patch(FancyBboxPatch((x, y), width, height, style, facecolor=color, edgecolor="none"))
    ax.text(x + width / 2, y + height / 2, text, ha="center", va="center", color="white", weight="bold")


sizes = [len(train), len(dev), len(test)]
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
    arrow = {"arrowstyle": "-|>", "color": f"C{row}", "linewidth": 2}
    ax.annotate("", (41, y + 6.5), (33, y + 6.5), arrowprops=arrow)
    ax.text(43, y + 9.5, use, va="center", weight="bold")
    ax.text(43, y + 3, when, va="center", color="gray")
plt.show()

# %% check
covered = len({*train, *dev, *test})
shared = sum(sizes) - covered
assert covered == len(students)
assert shared == 0
