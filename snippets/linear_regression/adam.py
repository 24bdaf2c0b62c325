# /// script
# dependencies = ["torch"]
# ///

# %% [markdown]
# # Another optimizer in the same loop

# %% setup
import torch
from torch import nn

x = torch.tensor([[1.0], [2.0], [3.0]])
y = torch.tensor([[2.0], [4.0], [6.0]])
torch.manual_seed(0)
model = nn.Linear(1, 1)
criterion = nn.MSELoss(reduction="sum")

# %% swap
optimizer = torch.optim.Adam(model.parameters(), lr=0.5)
for epoch in range(100):
    loss = criterion(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
prediction = 4 * model.weight.item() + model.bias.item()
print(f"{prediction:.2f}")

# %% check
assert abs(prediction - 8) < 0.1
