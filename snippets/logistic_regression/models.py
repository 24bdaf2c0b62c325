# %% [markdown]
# # The two models side by side

# %% models
import torch
from torch import nn


class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(1, 1)

    def forward(self, x):
        return self.linear(x)


class LogisticModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(1, 1)

    def forward(self, x):
        return torch.sigmoid(self.linear(x))


# %% losses
linear_loss = nn.MSELoss(reduction="sum")
logistic_loss = nn.BCELoss(reduction="sum")

# %% same
x = torch.tensor([[1.0], [2.0], [3.0], [4.0]])  # (4, 1)
torch.manual_seed(0)
linear = LinearModel()
logistic = LogisticModel()
logistic.load_state_dict(linear.state_dict())

print(linear(x).detach().flatten())
print(logistic(x).detach().flatten())

y = torch.tensor([[0.0], [0.0], [1.0]])  # (3, 1)
print(linear_loss(linear(x[:3]), y).item())
print(logistic_loss(logistic(x[:3]), y).item())

# %% check
with torch.no_grad():
    assert torch.equal(logistic(x), torch.sigmoid(linear(x)))
