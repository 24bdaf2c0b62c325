# /// script
# dependencies = ["torch"]
# ///

# %% [markdown]
# # One library piece at a time

# %% data
import torch

x = torch.tensor([[1.0], [2.0], [3.0]])  # (samples, features)
y = torch.tensor([[2.0], [4.0], [6.0]])  # (samples, 1)

# %% own
w = torch.tensor(0.5, requires_grad=True)
b = torch.tensor(0.0, requires_grad=True)
for epoch in range(100):
    y_hat = w * x + b  # (3, 1)
    loss = ((y_hat - y) ** 2).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.01 * w.grad
        b -= 0.01 * b.grad
    w.grad = b.grad = None
own = (w.item(), b.item())
print(own)

# %% module
from torch import nn


class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(1, 1)

    def forward(self, x):
        return self.linear(x)


# %% parameters
torch.manual_seed(0)
model = LinearModel()
for name, parameter in model.named_parameters():
    print(name, tuple(parameter.shape), parameter.data)
print(model(x))


# %% model
def same_start():
    model = LinearModel()
    with torch.no_grad():
        model.linear.weight.fill_(0.5)
        model.linear.bias.fill_(0.0)
    return model


def same_end(model):
    w, b = model.parameters()
    return (w.item(), b.item()) == own


model = same_start()
for epoch in range(100):
    loss = ((model(x) - y) ** 2).sum()
    loss.backward()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter -= 0.01 * parameter.grad
            parameter.grad = None
print(same_end(model))

# %% criterion
criterion = nn.MSELoss(reduction="sum")

model = same_start()
for epoch in range(100):
    loss = criterion(model(x), y)
    loss.backward()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter -= 0.01 * parameter.grad
            parameter.grad = None
print(same_end(model))

# %% optimizer
model = same_start()
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
for epoch in range(100):
    loss = criterion(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(same_end(model))

# %% check
own_w, own_b = own
assert same_end(model)
