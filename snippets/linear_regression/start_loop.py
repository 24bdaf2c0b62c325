# /// script
# dependencies = ["torch"]
# ///

# %% [markdown]
# # Start: the loop

# %% start
import torch
from torch import nn

x = torch.tensor([[1.0], [2.0], [3.0]])
y = torch.tensor([[2.0], [4.0], [6.0]])
torch.manual_seed(0)
model = nn.Linear(1, 1)
criterion = nn.MSELoss(reduction="sum")
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
for epoch in range(100):
    pass  # five lines

prediction = 4 * model.weight.item() + model.bias.item()
print(f"{prediction:.2f}")
if abs(prediction - 7.56) > 0.005:
    print("? loop")

# %% check
assert epoch == 99
