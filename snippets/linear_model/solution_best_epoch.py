# %% [markdown]
# # Keep the weights of the best epoch

# %% start
import torch
from torch import nn


def new_task(seed):
    torch.manual_seed(seed)
    truth = torch.randn(25, 1)

    def draw(count):
        x = torch.randn(count, 25)
        return x, x @ truth + 5 * torch.randn(count, 1)

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


# %% solution
improved, best_epochs = 0, []
for seed in range(10):
    model, optimizer, train, dev, test = new_task(seed)
    dev_losses = []
    for _ in range(100):
        one_epoch(model, optimizer, train)
        dev_losses.append(loss(model, dev).item())
        if dev_losses[-1] == min(dev_losses):
            torch.save(model.state_dict(), "best.pt")
    last = loss(model, test).item()
    model.load_state_dict(torch.load("best.pt", weights_only=True))
    kept = loss(model, test).item()
    best_epochs.append(dev_losses.index(min(dev_losses)) + 1)
    improved += kept < last
    print(f"seed {seed}: best epoch {best_epochs[-1]:3}, test loss {kept:5.1f}, after the last epoch {last:5.1f}")
earliest, latest = min(best_epochs), max(best_epochs)

# %% check
assert improved >= 9
