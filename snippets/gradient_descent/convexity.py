# %% [markdown]
# # Convex or not

# %% chords
import numpy as np

functions = {
    "w^2": np.square,
    "|w|": np.abs,
    "max(0, w)": lambda w: np.maximum(0, w),
    "exp(w)": np.exp,
    "w^4 - 3w^2 + w": lambda w: w**4 - 3 * w**2 + w,
    "w^2 / (1 + w^2)": lambda w: w**2 / (1 + w**2),
}

rng = np.random.default_rng(0)
a, b = rng.uniform(-3, 3, (2, 10000))  # (10000,) end points of chords
t = rng.uniform(0, 1, 10000)
rises = []  # how far the curve stands above a chord, at most
print("function          curve above chord")
for name, f in functions.items():
    rises.append(np.max(f(t * a + (1 - t) * b) - (t * f(a) + (1 - t) * f(b))))
    print(f"{name:16}  {rises[-1].round(3) + 0:8.3f}")  # + 0 makes 0.000 of -0.000

# %% shapes
import matplotlib.pyplot as plt

_, (bowl, wells, saddle) = plt.subplots(3, 1, figsize=(4.8, 9), layout="constrained", height_ratios=[1, 1, 1.25])
line = np.linspace(-2.1, 2.1, 201)

bowl.plot(line, line**2, color="C0", linewidth=2)
bowl.plot([-1.6, 1], [1.6**2, 1], "o-", color="C2")
bowl.plot(0, 0, "*", color="black", markersize=13)
bowl.annotate(
    "the chord stays above", (-0.3, 1.78), (-0.75, 3.4), color="C2", arrowprops={"arrowstyle": "->", "color": "C2"}
)
bowl.set_title("convex: one bowl")


def double(w):
    return w**4 - 3 * w**2 + w


wells.plot(line[10:-10], double(line[10:-10]), color="C0", linewidth=2)
wells.plot([-1.3, 1.13], [double(-1.3), double(1.13)], "o-", color="C1")
wells.annotate(
    "the curve rises above the chord",
    (0.1, -0.1),
    (-1.15, 2.9),
    color="C1",
    arrowprops={"arrowstyle": "->", "color": "C1"},
)
wells.text(-1.3, -4.6, "global minimum", ha="center", va="center")
wells.text(1.13, -2.1, "local minimum", ha="center", va="center")
wells.set_ylim(-5.3, 4)
wells.set_title("not convex: two pits")

u, v = np.meshgrid(np.linspace(-2.6, 2.6, 201), np.linspace(-2.6, 2.6, 201))
saddle.contour(u, v, (u * v - 2) ** 2, levels=[1, 4, 9, 16, 25], colors="gray", linewidths=0.9)
branch = np.linspace(2 / 2.6, 2.6, 50)
for sign in (1, -1):
    saddle.plot(sign * branch, sign * 2 / branch, color="C2", linewidth=3)
saddle.plot(0, 0, "X", color="C1", markersize=10)
blank = {"facecolor": "white", "edgecolor": "none", "pad": 1}
saddle.text(-0.15, 0.3, "saddle", color="C1", ha="right", bbox=blank)
saddle.text(1.3, 1.75, "minima", color="C2", bbox=blank)
saddle.text(-1.3, -1.95, "minima", color="C2", ha="right", bbox=blank)
saddle.set_xlabel("$w_1$")
saddle.set_ylabel("$w_2$")
saddle.set_aspect("equal")
saddle.set_title("not convex: $(w_1 w_2 - 2)^2$")
plt.show()

# %% curvature
import torch


def product(w):
    return (w[0] * w[1] - 2) ** 2


def mse(w):
    x = torch.tensor([1.0, 2.0, 3.0])
    return ((w[0] * x + w[1] - 2 * x) ** 2).mean()


at_saddle = torch.zeros(2)
hessian = torch.autograd.functional.hessian  # all second derivatives
slope_at_saddle = torch.autograd.functional.jacobian(product, at_saddle)
curvature_at_saddle = torch.linalg.eigvalsh(hessian(product, at_saddle))
curvature_of_mse = torch.linalg.eigvalsh(hessian(mse, at_saddle))
print("product: slope", slope_at_saddle.tolist(), "curvature", curvature_at_saddle.tolist())
print("MSE:     curvature", [round(value, 3) for value in curvature_of_mse.tolist()])
limit_with_bias = 2 / curvature_of_mse.max()

# %% check
convex = [rise < 1e-12 for rise in rises]
assert convex == [True, True, True, True, False, False]
assert curvature_at_saddle.tolist() == [-4.0, 4.0]
assert (curvature_of_mse > 0).all()
