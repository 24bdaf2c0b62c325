# %% [markdown]
# # Three parts of one data set: a line and a memoriser meet unseen students

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

# %% line
torch.manual_seed(0)
hours = 5 * torch.rand(1000)  # (1000,)
luck = torch.randn(1000)  # (1000,)
marks = 2 * hours + luck  # (1000,)


def cost(predictions, part):
    losses = (predictions - marks) ** 2  # (1000,)
    return losses[list(part)].mean().item()


tries = []
for i in range(41):
    for j in range(41):
        w, b = i / 10, j / 10 - 2
        line = w * hours + b  # (1000,)
        tries.append((cost(line, train), w, b))
lowest, w, b = min(tries)
print(w, b)

# %% unseen
known = list(train)
apart = (hours[:, None] - hours[known]).abs()  # (1000, 700)
nearest = apart.argmin(dim=1)  # (1000,)
memorised = marks[known][nearest]  # (1000,)

line = w * hours + b
for part in train, dev, test:
    print(f"{cost(line, part):.2f} {cost(memorised, part):.2f}")

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
line_costs = [cost(line, part) for part in (train, dev, test)]
memorised_costs = [cost(memorised, part) for part in (train, dev, test)]
spread = luck.square().mean().item()
assert memorised_costs[0] == 0 < line_costs[0]
assert all(abs(found - 1) < 0.35 for found in line_costs)  # luck squared: three standard errors
assert all(1.4 < found < 2.7 for found in memorised_costs[1:])  # twice that, three standard errors
assert all(m > 1.4 * n for m, n in zip(memorised_costs[1:], line_costs[1:]))
