# /// script
# dependencies = ["torch"]
# ///

# %% [markdown]
# # Solution: a rounder bowl

# %% centre
import torch
from torch import nn

x = torch.tensor([[1.0], [2.0], [3.0]])
y = torch.tensor([[2.0], [4.0], [6.0]])
shift = x.mean()
centred = x - shift


def epochs_needed(inputs, lr):
    torch.manual_seed(0)
    model = nn.Linear(1, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    for epoch in range(1000):
        loss = nn.MSELoss(reduction="sum")(model(inputs), y)
        if loss < 0.001:
            return epoch
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return 1000


rates = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5]
before = min(epochs_needed(x, lr) for lr in rates)
after = min(epochs_needed(centred, lr) for lr in rates)
print(before, after)

# %% check
assert after < before / 5
