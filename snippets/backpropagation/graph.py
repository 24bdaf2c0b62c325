# /// script
# [tool.snippet]
# diagram = true
# ///

# %% [markdown]
# # The computational graph

# %% numbers
x, w, y = 1.0, 1.0, 2.0
x2, y2 = 2.0, 4.0  # a second sample


def forward(x, w, y):
    y_hat = w * x
    r = y_hat - y
    return y_hat, r, r**2


y_hat, r, loss = forward(x, w, y)
slope_r = 2 * r
slope_y_hat = slope_r
slope_w, slope_x, slope_y = slope_y_hat * x, slope_y_hat * w, -slope_r
y_hat2, r2, loss2 = forward(x2, w, y2)
slope_r2 = 2 * r2
slope_w2, slope_x2 = slope_r2 * x2, slope_r2 * w
total, slope_total = loss + loss2, slope_w + slope_w2

# %% one
import draw
import matplotlib.pyplot as plt

num = draw.number
ax = draw.canvas(5.0)
features = draw.data(ax, 0.6, 4.2, "$x$")
weight = draw.parameter(ax, 0.6, 1.8, "$w$")
times = draw.operation(ax, 2.8, 3.2, "×")
target = draw.data(ax, 5.0, 1.4, "$y$")
minus = draw.operation(ax, 5.0, 3.2, "−")
square = draw.operation(ax, 7.2, 3.2, "( )²")
end = draw.result(ax, 9.3, 3.2, "loss", width=1.2)
draw.wire(ax, features, times, num(x), num(slope_x))
draw.wire(ax, weight, times, num(w), num(slope_w))
draw.wire(ax, times, minus, f"$\\hat{{y}}$ = {num(y_hat)}", num(slope_y_hat))
draw.wire(ax, target, minus, num(y), num(slope_y))
draw.wire(ax, minus, square, f"$r$ = {num(r)}", num(slope_r))
draw.wire(ax, square, end, num(loss), "1")
draw.label(ax, 0.2, 0.5, "above: value", align="left")
draw.label(ax, 3.4, 0.5, "below: slope of the loss", kind="gradient", align="left")
plt.show()

# %% two
ax = draw.canvas(7.0)
weight = draw.parameter(ax, 0.55, 3.5, "$w$")
fork = draw.fork(ax, 1.6, 3.5)
plus = draw.operation(ax, 7.7, 3.5, "+")
end = draw.result(ax, 9.4, 3.5, "loss", width=1.1)
rows = [
    (5.2, 6.5, "1", (x, y, y_hat, r, loss), (slope_w, slope_r)),
    (1.8, 0.5, "2", (x2, y2, y_hat2, r2, loss2), (slope_w2, slope_r2)),
]
for row, outside, n, (a, b, guess, error, cost), (to_w, to_r) in rows:
    times = draw.operation(ax, 2.6, row, "×")
    minus = draw.operation(ax, 4.6, row, "−")
    square = draw.operation(ax, 6.6, row, "( )²")
    features = draw.data(ax, 2.6, outside, f"$x_{n}$", height=0.7)
    target = draw.data(ax, 4.6, outside, f"$y_{n}$", height=0.7)
    draw.wire(ax, fork, times, num(w), num(to_w), at=0.45)
    draw.wire(ax, features, times)
    draw.wire(ax, target, minus)
    draw.label(ax, 3.3, outside, num(a))
    draw.label(ax, 5.3, outside, num(b))
    draw.wire(ax, times, minus, num(guess), num(to_r))
    draw.wire(ax, minus, square, num(error), num(to_r))
    draw.wire(ax, square, plus, num(cost), "1")
draw.wire(ax, weight, fork)
draw.wire(ax, plus, end, num(total), "1")
for height, text in ((1.9, num(slope_w)), (1.4, f"+ ({num(slope_w2)})"), (0.75, num(slope_total))):
    draw.label(ax, 1.45, height, text, kind="gradient", align="right", bold=height < 1)
ax.plot([0.3, 1.55], [1.1, 1.1], color="C1", linewidth=1.5)
plt.show()

# %% check
nudged = [forward(x, w + 1e-6, y)[2], forward(x2, w + 1e-6, y2)[2]]
assert abs((nudged[0] - loss) / 1e-6 - slope_w) < 1e-5
assert abs((nudged[1] - loss2) / 1e-6 - slope_w2) < 1e-5
assert (slope_w, slope_total) == (-2, -10)
