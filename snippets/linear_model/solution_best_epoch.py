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


# %% solution
results = []  # (best epoch, test loss there, test loss at the end)
for seed in range(10):
    model, optimizer, train, dev, test = new_task(seed)
    lowest = float("inf")
    for epoch in range(1, 101):
        one_epoch(model, optimizer, train)
        dev_loss = loss(model, dev).item()
        if dev_loss < lowest:
            lowest, best_epoch = dev_loss, epoch
            torch.save(model.state_dict(), "best.pt")
    last = loss(model, test).item()
    best = torch.load("best.pt", weights_only=True)
    model.load_state_dict(best)
    kept = loss(model, test).item()
    results.append((best_epoch, kept, last))
    print(f"{seed}   {best_epoch:2}   {kept:5.1f}   {last:5.1f}")

# %% check
improved = sum(kept < last for _, kept, last in results)
earliest = min(epoch for epoch, _, _ in results)
latest = max(epoch for epoch, _, _ in results)
assert improved >= 9
assert latest < 100  # not the end of the training
