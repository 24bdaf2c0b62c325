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
for_linear = nn.MSELoss(reduction="sum")
for_logistic = nn.BCELoss(reduction="sum")

# %% same
x = torch.tensor([[1.0], [2.0], [3.0], [4.0]])  # (4, 1)
torch.manual_seed(0)
linear = LinearModel()
logistic = LogisticModel()
logistic.load_state_dict(linear.state_dict())

print(linear(x).detach().flatten())
print(logistic(x).detach().flatten())

# %% check
with torch.no_grad():
    assert torch.equal(logistic(x), torch.sigmoid(linear(x)))
