# /// script
# dependencies = ["torch"]
# ///

# %% [markdown]
# # A target of the wrong shape

# %% wrong
import warnings

import torch
from torch import nn

warnings.simplefilter("ignore")  # as if nobody read it
x = torch.tensor([[1.0], [2.0], [3.0]])  # (3, 1)
y = torch.tensor([2.0, 4.0, 6.0])  # (3,)
torch.manual_seed(0)
model = nn.Linear(1, 1)
criterion = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(1000):
    loss = criterion(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(f"{loss.item():.4f}")
print(model(x).flatten().tolist())

# %% why
print((model(x) - y).shape)

# %% warning
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    criterion(model(x), y)
print(str(caught[0].message).split(". ")[0])

# %% right
y = y.unsqueeze(1)  # (3, 1)
print(y.shape == model(x).shape)

# %% check
end, answers = loss.item(), model(x).flatten().tolist()
assert abs(end - 8 / 3) < 1e-4
assert all(abs(answer - 4) < 1e-2 for answer in answers)
