# /// script
# [tool.snippet]
# diagram = true
# ///

# %% [markdown]
# # The training loop

# %% turn
import torch
from torch import nn

x = torch.tensor([[1.0], [2.0], [3.0]])
y = torch.tensor([[2.0], [4.0], [6.0]])
torch.manual_seed(0)
model = nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
w_before = model.weight.item()
y_hat = model(x)
loss = nn.MSELoss(reduction="sum")(y_hat, y)
optimizer.zero_grad()
loss.backward()
optimizer.step()
w_after, grad = model.weight.item(), model.weight.grad.item()

# %% diagram
import draw
import matplotlib.pyplot as plt

num = draw.number
ax = draw.canvas(5.6)
CARD = {"text": "", "width": 3.6, "height": 1.4}
predict = draw.tensor(ax, 1.9, 4.8, **CARD)
price = draw.result(ax, 8.1, 4.8, **CARD)
back = draw.gradient(ax, 8.1, 0.8, **CARD)
step = draw.parameter(ax, 1.9, 0.8, **CARD)
for card, name, code in [
    (predict, "1 forward", "model(x)"),
    (price, "2 loss", "criterion(y_hat, y)"),
    (back, "3 backward", "loss.backward()"),
    (step, "4 step", "optimizer.step()"),
]:
    draw.label(ax, card.x, card.y + 0.3, name, bold=True)
    draw.label(ax, card.x, card.y - 0.28, code)
draw.wire(ax, predict, price, "$\\hat{y}$")
draw.wire(ax, price, back, num(loss.item(), 1), bend=0.12)
draw.label(ax, 6.9, 2.1, "zero_grad()")
draw.wire(ax, back, step, below=num(grad, 1), back=True)
draw.wire(ax, step, predict, f"$w$ = {num(w_after)}", bend=0.12)
draw.label(ax, 4.6, 3.6, f"{num(w_before, 4)} − 0.01 × ({num(grad, 1)})", kind="parameter")
draw.label(ax, 4.6, 3.0, f"= {num(w_after)}", kind="parameter")
plt.show()

# %% check
loss_first = loss.item()
assert abs(w_before - 0.01 * grad - w_after) < 1e-6
