# %% [markdown]
# # Start: resume a training that shuffles

# %% start
import torch
from torch import nn

x = torch.tensor([[1.0], [2.0], [3.0], [4.0]])
y = torch.tensor([[2.0], [4.0], [6.0], [20.0]])


def new_training(seed):
    torch.manual_seed(seed)
    model = nn.Linear(1, 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.3)
    shuffler = torch.Generator().manual_seed(seed)
    return model, optimizer, shuffler


def train(model, optimizer, shuffler, epochs):
    losses = []
    for _ in range(epochs):
        order = torch.randperm(4, generator=shuffler)
        for n in order.tolist():
            loss = ((model(x[n]) - y[n]) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    return losses


straight = train(*new_training(seed=0), epochs=20)

model, optimizer, shuffler = new_training(seed=0)
first_part = train(model, optimizer, shuffler, epochs=10)
checkpoint = {
    "model": model.state_dict(),
    "optimizer": optimizer.state_dict(),
}
torch.save(checkpoint, "shuffled.pt")

checkpoint = torch.load("shuffled.pt", weights_only=True)
model, optimizer, shuffler = new_training(seed=99)
model.load_state_dict(checkpoint["model"])
optimizer.load_state_dict(checkpoint["optimizer"])
resumed = train(model, optimizer, shuffler, epochs=10)

# %% state
same = first_part + resumed == straight
print("same =", same)

# %% check
assert same or "shuffler" not in checkpoint
