# /// script
# [tool.snippet]
# diagram = true
# ///

# %% [markdown]
# # One sample through $wx + b$ to its loss

# %% sample
x, y = 3.0, 6.0
w, b = 1.5, 0.0

product = w * x
y_hat = product + b
error = y_hat - y
loss = error**2
print(f"y_hat = {y_hat}, loss = {loss}")

# %% diagram
import draw
import matplotlib.pyplot as plt

ax = draw.canvas(4.2)
hours = draw.data(ax, 0.55, 2.6, "$x$")
weight = draw.parameter(ax, 2.25, 1.0, "$w$")
times = draw.operation(ax, 2.25, 2.6, "×")
bias = draw.parameter(ax, 3.75, 1.0, "$b$")
plus = draw.operation(ax, 3.75, 2.6, "+")
points = draw.data(ax, 6.3, 1.0, "$y$")
minus = draw.operation(ax, 6.3, 2.6, "−")
square = draw.operation(ax, 8.15, 2.6, "( )²")
end = draw.result(ax, 9.5, 2.6, draw.number(loss), width=0.9)

draw.wire(ax, hours, times, draw.number(x), at=0.35)
draw.wire(ax, weight, times, draw.number(w))
draw.wire(ax, times, plus, draw.number(product))
draw.wire(ax, bias, plus, draw.number(b))
draw.wire(ax, plus, minus, f"$\\hat{{y}}$ = {draw.number(y_hat)}", at=0.6)
draw.wire(ax, points, minus, draw.number(y))
draw.wire(ax, minus, square, draw.number(error))
draw.wire(ax, square, end)

draw.frame(ax, [times, plus, weight, bias], "linear model", pad=0.25)
draw.frame(ax, [minus, square, points], "squared error", pad=0.25)
draw.label(ax, 0.55, 1.9, "hours", kind="data")
draw.label(ax, 6.95, 1.0, "marks", kind="data", align="left")
draw.label(ax, 9.5, 1.9, "loss", kind="result", bold=True)
plt.show()

# %% check
assert (y_hat, error, loss) == (4.5, -1.5, 2.25)
