# /// script
# dependencies = ["torch"]
# ///

# %% [markdown]
# # Solution: the mean instead of the sum

# %% mean
import torch
from torch import nn

x = torch.tensor([[1.0], [2.0], [3.0]])
y = torch.tensor([[2.0], [4.0], [6.0]])


def train(reduction, lr):
    torch.manual_seed(0)
    model = nn.Linear(1, 1)
    criterion = nn.MSELoss(reduction=reduction)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    for epoch in range(100):
        loss = criterion(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model.weight.item()


lr = 0.03
w_sum, w_mean = train("sum", 0.01), train("mean", lr)
print(f"{w_sum:.4f} {w_mean:.4f}")

# %% check
assert abs(w_sum - w_mean) < 1e-4
