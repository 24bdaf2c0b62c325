# /// script
# dependencies = ["torch"]
# ///

# %% [markdown]
# # Start: an optimizer of your own

# %% start
import torch
from torch import nn


class Momentum:
    def __init__(self, parameters, lr, momentum):
        self.parameters = list(parameters)
        self.lr, self.momentum = lr, momentum
        self.velocities = [torch.zeros_like(p) for p in self.parameters]

    def zero_grad(self):
        for p in self.parameters:
            p.grad = None

    @torch.no_grad()
    def step(self):
        for p, v in zip(self.parameters, self.velocities):
            pass  # first v, then p, both in place


x = torch.tensor([[1.0], [2.0], [3.0]])
y = torch.tensor([[2.0], [4.0], [6.0]])


def train(kind):
    torch.manual_seed(0)
    model = nn.Linear(1, 1)
    optimizer = kind(model.parameters(), lr=0.01, momentum=0.9)
    for epoch in range(100):
        loss = nn.MSELoss(reduction="sum")(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model.weight.item(), model.bias.item()


own, theirs = train(Momentum), train(torch.optim.SGD)
print(own, theirs)
if own != theirs:
    print("? step")

# %% check
assert abs(theirs[0] - 2) < 0.05
