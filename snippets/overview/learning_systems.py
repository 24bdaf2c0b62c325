# /// script
# dependencies = ["matplotlib", "scikit-learn"]
# [tool.snippet]
# diagram = true
# ///

# %% [markdown]
# # Four kinds of learning system

# %% systems
from sklearn.datasets import load_digits

digits = load_digits()
picture, answer = digits.images[13], digits.target[13]

PEOPLE, LEARNED = "people", "learned"
systems = {
    "rule-based": [("hand-written rules", 3, PEOPLE)],
    "classical machine learning": [("hand-crafted features", 2, PEOPLE), ("mapping", 1, LEARNED)],
    "representation learning": [("features", 2, LEARNED), ("mapping", 1, LEARNED)],
    "deep learning": [("simple\nfeatures", 1, LEARNED), ("abstract\nfeatures", 1, LEARNED), ("mapping", 1, LEARNED)],
}
learned_boxes = [sum(maker == LEARNED for _, _, maker in steps) for steps in systems.values()]

# %% diagram
import draw
import matplotlib.pyplot as plt

ax = draw.canvas(9.6)
ROW, COLUMN, GAP = 1.95, 2.03, 0.42

for row, (name, steps) in enumerate(systems.items()):
    y = 7.85 - row * ROW
    draw.label(ax, 1.65, y + 0.78, name, align="left", bold=True)
    before = draw.image(ax, 0.6, y, picture, 0.85)
    left = 1.65
    for text, columns, maker in steps:
        width = columns * COLUMN + (columns - 1) * GAP
        kind = draw.parameter if maker == LEARNED else draw.tensor
        box = kind(ax, left + width / 2, y, text, width=width, height=0.95)
        draw.wire(ax, before, box)
        before, left = box, left + width + GAP
    draw.wire(ax, before, draw.result(ax, 9.4, y, str(answer), width=0.8, height=0.95))

draw.label(ax, 0.6, 9.22, "input", kind="data")
draw.label(ax, 9.4, 9.22, "output", kind="data")
draw.key(ax, 1.65, 0.75, "tensor", "made by people")
draw.key(ax, 5.2, 0.75, "parameter", "learned from data")
plt.show()

# %% check
assert learned_boxes == [0, 1, 2, 3]
