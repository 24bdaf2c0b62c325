# /// script
# [tool.snippet]
# diagram = true
# ///

# %% [markdown]
# # The parts of a perceptron

# %% value
x = [1, 0, 1]
w = [2, -1, 1]
b = -2
products = [w_d * x_d for w_d, x_d in zip(w, x)]
z = sum(products) + b
output = 1 if z >= 0 else 0
print(products, z, output)

# %% diagram
import draw
import matplotlib.pyplot as plt

ax = draw.canvas(5.5)
total = draw.operation(ax, 5.15, 2.5, "Σ", width=1.0, height=1.0)
for i, y in enumerate([4.0, 2.5, 1.0]):
    feature = draw.data(ax, 0.6, y, f"$x_{i + 1}$")
    weight = draw.parameter(ax, 2.75, y, f"$w_{i + 1}$ = {draw.number(w[i])}", width=1.75)
    draw.wire(ax, feature, weight, draw.number(x[i]))
    draw.wire(ax, weight, total, draw.number(products[i]), at=0.45)
bias = draw.parameter(ax, 5.15, 4.25, f"$b$ = {draw.number(b)}", width=1.55)
draw.wire(ax, bias, total)
step = draw.operation(ax, 7.3, 2.5, "", width=1.35, height=1.0)
draw.curve(ax, step, [0, 0, 0, 0, 1, 1, 1, 1])
draw.wire(ax, total, step, f"$z$ = {draw.number(z)}")
y_hat = draw.result(ax, 9.25, 2.5, f"$\\hat{{y}}$ = {output}", width=1.35)
draw.wire(ax, step, y_hat)

for x_middle, y_middle, text in [
    (0.6, 5.05, "inputs"),
    (2.75, 5.05, "weights"),
    (5.15, 5.05, "bias"),
    (5.15, 1.65, "sum"),
    (7.3, 1.65, "step function"),
    (9.25, 1.65, "output"),
]:
    draw.label(ax, x_middle, y_middle, text, kind="data")
plt.show()

# %% check
assert z == 2 * 1 + (-1) * 0 + 1 * 1 - 2 == 1
assert output == 1
