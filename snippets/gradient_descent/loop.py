# /// script
# [tool.snippet]
# diagram = true
# ///

# %% [markdown]
# # The loop: predict, errors, slope, step

# %% loop
import numpy as np

x = np.array([1.0, 2.0, 3.0])
y = np.array([2.0, 4.0, 6.0])
lr = 0.01

w, ws, turns = 1.0, [1.0], []
for _ in range(100):
    y_hat = w * x
    errors = y_hat - y
    slope = np.mean(2 * x * errors)
    turns.append((y_hat, errors, slope, np.mean(errors**2)))
    w = w - lr * slope
    ws.append(w)

# %% diagram
import draw
import matplotlib.pyplot as plt

y_hat, errors, slope, cost = turns[0]
ax = draw.canvas(6.8)
CARD = {"text": "", "width": 3.6, "height": 1.4}
predict = draw.tensor(ax, 1.9, 6.0, **CARD)
miss = draw.tensor(ax, 8.1, 6.0, **CARD)
descent = draw.gradient(ax, 8.1, 0.8, **CARD)
step = draw.parameter(ax, 1.9, 0.8, **CARD)
price = draw.result(ax, 4.3, 3.75, **CARD)
for card, name, formula in [
    (predict, "1 predict", "$\\hat{y}_n = w x_n$"),
    (miss, "2 errors", "$e_n = \\hat{y}_n - y_n$"),
    (descent, "3 slope", "$\\sum 2 x_n e_n / N$"),
    (step, "4 step", f"{draw.number(ws[0])} − {lr} × ({draw.number(slope)})"),
    (price, "cost, to watch", "$\\sum e_n^2 / N$"),
]:
    draw.label(ax, card.x, card.y + 0.3, name, bold=True)
    draw.label(ax, card.x, card.y - 0.28, formula)
draw.wire(ax, predict, miss, ", ".join(draw.number(value) for value in y_hat))
draw.wire(ax, miss, descent, ", ".join(draw.number(value) for value in errors), at=0.55)
draw.wire(ax, miss, price, draw.number(cost), at=0.85)
draw.wire(ax, descent, step, below=draw.number(slope), back=True)
draw.wire(ax, step, predict, f"$w$ = {draw.number(ws[1])}")

draw.label(ax, 5, 1.95, f"{len(turns)} turns", bold=True)
walk = " → ".join([*(draw.number(value) for value in ws[:3]), "…", draw.number(ws[-1], 4)])
draw.label(ax, 5, 2.5, f"$w$: {walk}", kind="parameter")
plt.show()

# %% check
assert abs(ws[1] - (1 + 0.28 / 3)) < 1e-12
assert abs(ws[-1] - 2) < 1e-3
