# /// script
# dependencies = ["torch"]
# ///

# %% [markdown]
# # Sum or mean, and the learning rate

# %% train
import torch
from torch import nn

x = torch.tensor([[1.0], [2.0], [3.0]])
y = torch.tensor([[2.0], [4.0], [6.0]])


def train(x, y, reduction, lr):
    torch.manual_seed(0)
    model = nn.Linear(1, 1)
    criterion = nn.MSELoss(reduction=reduction)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    for epoch in range(100):
        loss = criterion(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return 4 * model.weight.item() + model.bias.item()


# %% three
print(f"{train(x, y, 'sum', 0.01):.3f}")
print(f"{train(x, y, 'mean', 0.01):.3f}")
print(f"{train(x, y, 'mean', 0.03):.3f}")

# %% double
xx, yy = x.repeat(2, 1), y.repeat(2, 1)  # (6, 1) each
print(f"{train(xx, yy, 'sum', 0.05):.2g}")
print(f"{train(xx, yy, 'mean', 0.15):.3f}")

# %% check
of_sum, of_mean = train(x, y, "sum", 0.01), train(x, y, "mean", 0.01)
of_mean_3 = train(x, y, "mean", 0.03)
twice_sum, twice_mean = train(xx, yy, "sum", 0.05), train(xx, yy, "mean", 0.15)
assert abs(of_sum - of_mean_3) < 1e-5 < abs(of_sum - of_mean)
assert abs(twice_sum) > 1e6
assert abs(twice_mean - 8) < 0.2
assert abs(train(x, y, "sum", 0.05) - 8) < 0.2
