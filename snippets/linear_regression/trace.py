# /// script
# dependencies = ["torch"]
# ///

# %% [markdown]
# # One turn of the loop, line by line

# %% turn
import torch
from torch import nn

x = torch.tensor([[1.0], [2.0], [3.0]])
y = torch.tensor([[2.0], [4.0], [6.0]])
torch.manual_seed(0)
model = nn.Linear(1, 1)
criterion = nn.MSELoss(reduction="sum")
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)


def show(line):
    w = model.weight
    grad = None if w.grad is None else round(w.grad.item(), 2)
    print(f"{turn} {line:9} w {w.item():5.2f}  w.grad {grad}")


for turn in (1, 2):
    y_hat = model(x)
    show("model")
    loss = criterion(y_hat, y)
    show("criterion")
    optimizer.zero_grad()
    show("zero_grad")
    loss.backward()
    show("backward")
    optimizer.step()
    show("step")

# %% shapes
print(tuple(y_hat.shape), tuple(loss.shape))
print(tuple(model.weight.grad.shape), tuple(model.bias.grad.shape))

# %% check
grad_w, grad_b = model.weight.grad.item(), model.bias.grad.item()
second_loss = loss.item()
r = y_hat - y
assert abs(grad_w - (2 * r * x).sum().item()) < 1e-4
assert abs(grad_b - (2 * r).sum().item()) < 1e-4
