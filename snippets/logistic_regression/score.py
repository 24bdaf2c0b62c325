# /// script
# [tool.snippet]
# diagram = true
# ///

# %% [markdown]
# # Score, probability, loss

# %% sample
import math

x, y = 3.0, 1.0
w, b = 1.2, -2.9
score = w * x + b
probability = 1 / (1 + math.exp(-score))
loss = -math.log(probability)
odds_times = math.exp(w)
print(f"{score:.2f} {probability:.2f} {loss:.2f}")

# %% diagram
import draw
import matplotlib.pyplot as plt

ax = draw.canvas(4.7)
hours = draw.data(ax, 0.5, 3.1, "$x$")
linear = draw.operation(ax, 2.45, 3.1, "$wx + b$", width=1.8)
weight = draw.parameter(ax, 1.95, 1.3, "$w$", width=0.8, height=0.8)
bias = draw.parameter(ax, 2.95, 1.3, "$b$", width=0.8, height=0.8)
sigmoid = draw.operation(ax, 5.3, 3.1, "", width=1.1)
draw.curve(ax, sigmoid, [1 / (1 + math.exp(-z / 4)) for z in range(-20, 21)])
log = draw.operation(ax, 7.95, 3.1, "−ln", width=0.9)
label = draw.data(ax, 7.95, 1.3, "$y$")
end = draw.result(ax, 9.4, 3.1, draw.number(loss), width=1.0)

draw.wire(ax, hours, linear, draw.number(x))
draw.wire(ax, weight, linear)
draw.wire(ax, bias, linear)
draw.wire(ax, linear, sigmoid, f"$z$ = {draw.number(score)}")
draw.wire(ax, sigmoid, log, f"$\\hat{{y}}$ = {draw.number(probability)}")
draw.wire(ax, label, log, draw.number(y))
draw.wire(ax, log, end)

draw.label(ax, 0.5, 2.35, "hours", kind="data")
draw.label(ax, 4.0, 4.2, "score", bold=True)
draw.label(ax, 4.0, 3.8, "any number", kind="data", size=draw.NOTE)
draw.label(ax, 6.65, 4.2, "probability", bold=True)
draw.label(ax, 6.65, 3.8, "from 0 to 1", kind="data", size=draw.NOTE)
draw.label(ax, 9.4, 4.2, "loss", bold=True)
draw.label(ax, 9.2, 3.8, "0 or more", kind="data", size=draw.NOTE)
draw.label(ax, 5.3, 2.4, "sigmoid", kind="data", size=draw.NOTE)
draw.label(ax, 7.95, 0.6, "what happened", kind="data", size=draw.NOTE)
plt.show()

# %% check
assert abs(score - 0.7) < 1e-9
assert abs(odds_times - 3.3) < 0.05
assert abs(loss - math.log(1 + math.exp(-score))) < 1e-12
