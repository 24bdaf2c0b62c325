# %% [markdown]
# # Convex or not

# %% chords
import numpy as np

functions = {
    "w^2": lambda w: w**2,
    "exp(w)": np.exp,
    "w^4 - 3w^2 + w": lambda w: w**4 - 3 * w**2 + w,
}
rng = np.random.default_rng(0)
a, b = rng.uniform(-3, 3, (2, 10000))  # (10000,) ends
t = rng.uniform(0, 1, 10000)
rises = []
for name, f in functions.items():
    chord = t * f(a) + (1 - t) * f(b)
    rise = (f(t * a + (1 - t) * b) - chord).max()
    rises.append(rise)
    print(f"{name:14} {max(rise, 0):.2f}")

# %% more
others = {
    "|w|": np.abs,
    "max(0, w)": lambda w: np.maximum(0, w),
    "w^2 / (1 + w^2)": lambda w: w**2 / (1 + w**2),
}
for name, f in others.items():
    chord = t * f(a) + (1 - t) * f(b)
    rises.append((f(t * a + (1 - t) * b) - chord).max())
    print(f"{name:15} {max(rises[-1], 0):.2f}")

# %% shapes
import matplotlib.pyplot as plt


def double(w):
    return w**4 - 3 * w**2 + w


_, (bowl, wells, saddle) = plt.subplots(3, 1, figsize=(4.8, 8.8), height_ratios=[1, 1, 1.3])
line = np.linspace(-1.9, 1.9, 201)
bowl.plot(line, line**2, color="gray", linewidth=2.5)
bowl.plot([-1.6, 1], [1.6**2, 1], "o-", color="C2", linewidth=2.5)
bowl.plot(0, 0, "*", color="C2", markersize=15)
bowl.text(-0.6, 2.4, "the chord lies above", color="C2", fontsize=12)
bowl.set_title("convex", loc="left")

wells.plot(line, double(line), color="gray", linewidth=2.5)
wells.plot([-1.3, 1.13], [double(-1.3), double(1.13)], "o-", color="C1", linewidth=2.5)
wells.text(0, 0.6, "the curve rises above the chord", color="C1", ha="center", fontsize=12)
wells.text(-1.3, -4.4, "global minimum", ha="center", va="center")
wells.text(1.13, -2.2, "local minimum", ha="center", va="center")
wells.set_ylim(-5, 3)
wells.set_title("not convex: two pits", loc="left")

u, v = np.meshgrid(np.linspace(-2.6, 2.6, 201), np.linspace(-2.6, 2.6, 201))
saddle.contour(u, v, (u * v - 2) ** 2, levels=[1, 4, 9, 16, 25], colors="gray", alpha=0.4, linewidths=1)
branch = np.linspace(2 / 2.6, 2.6, 50)
for sign in (1, -1):
    saddle.plot(sign * branch, sign * 2 / branch, color="C2", linewidth=3.5)
for end in ((0.9, 0.9), (-0.9, -0.9)):
    saddle.annotate("", end, (0, 0), arrowprops={"arrowstyle": "-|>", "color": "C1", "lw": 2.5, "shrinkA": 6})
saddle.plot(0, 0, "X", color="C1", markersize=11)
saddle.text(0.25, -0.25, "saddle", color="C1", va="top", fontsize=12)
saddle.text(-0.35, 1.0, "down", color="C1", ha="right", fontsize=12)
saddle.text(2.5, 1.9, "minima", color="C2", ha="right", fontsize=12)
saddle.text(-2.5, -2.45, "minima", color="C2", fontsize=12)
saddle.set_xlabel("$w_1$")
saddle.set_ylabel("$w_2$")
saddle.set_aspect("equal")
saddle.set_title("not convex: $(w_1 w_2 - 2)^2$", loc="left")
for ax in (bowl, wells):
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
saddle.set_xticks([-2, 0, 2])
saddle.set_yticks([-2, 0, 2])
plt.show()


# %% saddle
def product_cost(w1, w2):
    return (w1 * w2 - 2) ** 2


for w1, w2 in [(0, 0), (0.1, 0.1), (0.1, -0.1)]:
    print(w1, w2, round(product_cost(w1, w2), 2))

# %% check
assert [rise > 1e-12 for rise in rises] == [False, False, True, False, False, True]
assert product_cost(0.1, 0.1) < product_cost(0, 0) < product_cost(0.1, -0.1)
