# %% [markdown]
# # Four kinds of learning system

# %% systems
systems = {
    "rule-based": ["input", "program", "output"],
    "classic machine learning": ["input", "hand-made\nfeatures", "mapping", "output"],
    "representation learning": ["input", "features", "mapping", "output"],
    "deep learning": ["input", "simple\nfeatures", "abstract\nfeatures", "mapping", "output"],
}
ends = {"input", "output"}
made_by_people = {"program", "hand-made\nfeatures"}
learned_boxes = [sum(box not in ends | made_by_people for box in boxes) for boxes in systems.values()]

# %% diagram
import matplotlib.pyplot as plt
from matplotlib.patches import FancyBboxPatch

fig, ax = plt.subplots(figsize=(4.8, 5.2))


def draw_box(x, y, width, height, text, label=True):
    learned = text not in ends | made_by_people
    ax.add_patch(
        FancyBboxPatch(
            (x, y),
            width,
            height,
            boxstyle="round,pad=0,rounding_size=0.12",
            facecolor=("C0", 0.3) if learned else "none",
            edgecolor="C0" if learned else "gray",
            linestyle=":" if text in ends else "-",
            linewidth=1.4,
        )
    )
    if label:
        ax.text(x + width / 2, y + height / 2, text, ha="center", va="center", fontsize=9, linespacing=1.35)


full, gap = 9.6, 0.34
for row, (name, boxes) in enumerate(systems.items()):
    y = -2.15 * row
    ax.text(0, y + 1.2, name, fontweight="bold", va="bottom")
    width = (full - gap * (len(boxes) - 1)) / len(boxes)
    for i, text in enumerate(boxes):
        x = i * (width + gap)
        draw_box(x, y, width, 1.0, text)
        if i:
            ax.annotate(
                "",
                (x, y + 0.5),
                (x - gap, y + 0.5),
                arrowprops={"arrowstyle": "->", "color": "gray", "shrinkA": 0, "shrinkB": 0},
            )
y = -2.15 * 4 + 0.95
draw_box(0, y, 0.7, 0.5, "program", label=False)
ax.text(0.9, y + 0.25, "made by people", va="center", fontsize=9)
draw_box(4.97, y, 0.7, 0.5, "mapping", label=False)
ax.text(5.87, y + 0.25, "learned from data", va="center", fontsize=9)
ax.set_xlim(-0.1, full + 0.1)
ax.set_ylim(y - 0.2, 1.9)
ax.axis("off")
plt.show()

# %% check
assert learned_boxes == [0, 1, 2, 3]
