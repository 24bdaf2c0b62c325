# %% [markdown]
# # Keep the weights of the best epoch

# %% solution
import torch
from torch import nn


def run(seed):
    torch.manual_seed(seed)
    truth = torch.randn(25, 1)

    def draw(count):
        x = torch.randn(count, 25)
        return x, x @ truth + 5 * torch.randn(count, 1)

    train, dev, test = draw(30), draw(200), draw(200)
    model = nn.Linear(25, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)

    def loss(part):
        return ((model(part[0]) - part[1]) ** 2).mean()

    dev_losses = []
    for _ in range(150):
        optimizer.zero_grad()
        loss(train).backward()
        optimizer.step()
        with torch.no_grad():
            dev_losses.append(loss(dev).item())
        if dev_losses[-1] == min(dev_losses):
            torch.save(model.state_dict(), "best.pt")
    with torch.no_grad():
        last = loss(test).item()
        model.load_state_dict(torch.load("best.pt", weights_only=True))
        return dev_losses, loss(test).item(), last


improved, best_epochs = 0, []
for seed in range(10):
    dev_losses, kept, last = run(seed)
    best_epochs.append(dev_losses.index(min(dev_losses)) + 1)
    improved += kept < last
    print(f"seed {seed}: best epoch {best_epochs[-1]:3}, test loss {kept:5.1f}, after the last epoch {last:5.1f}")
earliest, latest = min(best_epochs), max(best_epochs)

# %% check
assert improved >= 9
