# %% [markdown]
# # Start: keep the weights of the best epoch

# %% start
import torch
from torch import nn


def new_task(seed):
    torch.manual_seed(seed)
    truth = torch.randn(25, 1)

    def draw(count):
        x = torch.randn(count, 25)
        noise = 5 * torch.randn(count, 1)
        return x, x @ truth + noise

    model = nn.Linear(25, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    return model, optimizer, draw(30), draw(200), draw(200)


def loss(model, part):
    x, y = part
    return ((model(x) - y) ** 2).mean()


def one_epoch(model, optimizer, train):
    optimizer.zero_grad()
    loss(model, train).backward()
    optimizer.step()


model, optimizer, train, dev, test = new_task(seed=0)
dev_losses = []
for _ in range(100):
    one_epoch(model, optimizer, train)
    dev_losses.append(loss(model, dev).item())
last = loss(model, test).item()
kept = None  # test loss of the model that was best on dev

# %% state
print("last =", last)
print("kept =", kept)

# %% check
assert len(dev_losses) == 100
assert kept is None or kept != last
