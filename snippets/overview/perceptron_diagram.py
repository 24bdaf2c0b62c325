# %% [markdown]
# # The parts of a perceptron

# %% value
x = [1, 0, 1]
w = [2, -1, 1]
b = -2
z = sum(wi * xi for wi, xi in zip(w, x)) + b
output = 1 if z >= 0 else 0
print(f"z = {z}, output = {output}")

# %% diagram
import matplotlib.pyplot as plt
from matplotlib.patches import Circle, FancyBboxPatch

fig, ax = plt.subplots(figsize=(4.8, 2.7))


def arrow(start, end, color="gray"):
    ax.annotate("", end, start, arrowprops={"arrowstyle": "->", "color": color, "shrinkA": 0, "shrinkB": 0, "lw": 1.3})


sum_at = (4.4, 2.6)
for y, i in zip([4.4, 3.2, 1.0], ["1", "2", "n"]):
    ax.add_patch(Circle((0.6, y), 0.42, facecolor=("C1", 0.25), edgecolor="C1"))
    ax.text(0.6, y, f"$x_{i}$", ha="center", va="center", fontsize=12)
    dx, dy = sum_at[0] - 0.6, sum_at[1] - y
    length = (dx**2 + dy**2) ** 0.5
    arrow(
        (0.6 + 0.42 * dx / length, y + 0.42 * dy / length),
        (sum_at[0] - 0.55 * dx / length, sum_at[1] - 0.55 * dy / length),
    )
    middle = (0.6 + 0.5 * dx, y + 0.5 * dy)
    ax.text(
        *middle,
        f"$w_{i}$",
        ha="center",
        va="center",
        fontsize=12,
        color="C0",
        bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"},
    )
ax.text(0.6, 2.12, r"$\vdots$", ha="center", va="center", fontsize=14)

ax.add_patch(Circle(sum_at, 0.55, facecolor=("C0", 0.25), edgecolor="C0"))
ax.text(*sum_at, r"$\Sigma$", ha="center", va="center", fontsize=15)
ax.text(4.4, 4.55, "$b$", ha="center", va="center", fontsize=12, color="C0")
arrow((4.4, 4.3), (4.4, 3.15))
ax.add_patch(
    FancyBboxPatch(
        (6.2, 1.95), 1.7, 1.3, boxstyle="round,pad=0,rounding_size=0.15", facecolor=("C2", 0.2), edgecolor="C2"
    )
)
ax.plot([6.4, 7.05, 7.05, 7.7], [2.25, 2.25, 2.95, 2.95], color="C2", lw=2)
arrow((4.95, 2.6), (6.2, 2.6))
ax.text(5.57, 2.85, "$z$", ha="center", fontsize=12)
arrow((7.9, 2.6), (8.9, 2.6))
ax.text(9.2, 2.6, r"$\hat{y}$", ha="center", va="center", fontsize=13)

for x_text, y_text, text in [
    (0.6, 0.2, "inputs"),
    (2.5, 0.2, "weights"),
    (4.4, 4.95, "bias"),
    (4.4, 1.55, "sum"),
    (7.05, 1.5, "step function"),
    (9.2, 3.2, "output"),
]:
    ax.text(x_text, y_text, text, ha="center", va="center", color="gray")
ax.set_xlim(0, 10)
ax.set_ylim(-0.1, 5.25)
ax.set_aspect("equal")
ax.axis("off")
plt.show()

# %% check
assert z == 2 * 1 + (-1) * 0 + 1 * 1 - 2 == 1
assert output == 1
