# Right: training gives the same numbers; what PyTorch warns of is an error.
# %% data
import torch
from torch import nn

torch.manual_seed(0)
x = torch.linspace(-1, 1, 64).unsqueeze(1)
y = x**3

# %% net
net = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 1))
optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
net[0].weight.register_hook(lambda gradient: seen.append(gradient.abs().sum().item()))
seen = []

# %% train
for step in range(30):
    loss = nn.functional.mse_loss(net(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss.item(), seen[-1], sum(p.sum().item() for p in net.parameters()))

# %% wrong
z = torch.ones(2, requires_grad=True)
try:
    (z * z).backward()
except RuntimeError as error:
    print(error)

# %% warned
schedule = torch.optim.lr_scheduler.StepLR(torch.optim.SGD(net.parameters(), lr=0.1), 1)
try:
    schedule.step()
except UserWarning as warning:
    print(warning)
