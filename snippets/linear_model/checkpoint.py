# %% [markdown]
# # Stop and resume a training

# %% task
import torch
from torch import nn

x = torch.linspace(-2, 2, 64)[:, None]
y = 2 * x + 1


def new_training(seed):
    torch.manual_seed(seed)
    model = nn.Linear(1, 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
    shuffler = torch.Generator().manual_seed(seed)
    return model, optimizer, shuffler


def train(model, optimizer, shuffler, epochs):
    losses = []
    for _ in range(epochs):
        for batch in torch.randperm(64, generator=shuffler).split(16):
            loss = ((model(x[batch]) - y[batch]) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        with torch.no_grad():
            losses.append(((model(x) - y) ** 2).mean().item())
    return losses


# %% state
model, optimizer, shuffler = new_training(seed=0)
train(model, optimizer, shuffler, epochs=1)
print(model.state_dict())
memory = optimizer.state_dict()["state"]
settings = optimizer.state_dict()["param_groups"]
print(memory[0])
print(settings[0]["lr"])

# %% straight
model, optimizer, shuffler = new_training(seed=0)
straight = train(model, optimizer, shuffler, epochs=40)
straight_weight = model.weight.item()

# %% save
model, optimizer, shuffler = new_training(seed=0)
first_half = train(model, optimizer, shuffler, epochs=20)
checkpoint = {
    "epoch": 20,
    "model": model.state_dict(),
    "optimizer": optimizer.state_dict(),
    "shuffler": shuffler.get_state(),
}
torch.save(checkpoint, "checkpoint.pt")

# %% resume
checkpoint = torch.load("checkpoint.pt", weights_only=True)
model, optimizer, shuffler = new_training(seed=99)
model.load_state_dict(checkpoint["model"])
optimizer.load_state_dict(checkpoint["optimizer"])
shuffler.set_state(checkpoint["shuffler"])
resumed = train(model, optimizer, shuffler, epochs=40 - checkpoint["epoch"])
resumed_weight = model.weight.item()
print(straight_weight, resumed_weight, straight_weight == resumed_weight)
same_losses = first_half + resumed == straight
print(same_losses)

# %% forget
model, optimizer, shuffler = new_training(seed=99)
model.load_state_dict(checkpoint["model"])
shuffler.set_state(checkpoint["shuffler"])
forgotten = train(model, optimizer, shuffler, epochs=40 - checkpoint["epoch"])
print(f"epoch 20: {first_half[-1]:.2e}")
print(f"epoch 21: {resumed[0]:.2e} resumed, {forgotten[0]:.2e} without state")

# %% seeds
ratios = []
for seed in range(10):
    model, optimizer, shuffler = new_training(seed)
    train(model, optimizer, shuffler, epochs=20)
    weights, order = {k: v.clone() for k, v in model.state_dict().items()}, shuffler.get_state()
    with_state = train(model, optimizer, shuffler, epochs=1)[0]
    model, optimizer, shuffler = new_training(seed)
    model.load_state_dict(weights)
    shuffler.set_state(order)
    ratios.append(train(model, optimizer, shuffler, epochs=1)[0] / with_state)
lowest_ratio, highest_ratio = min(ratios), max(ratios)
median_ratio = torch.tensor(ratios).quantile(0.5).item()
print(f"{lowest_ratio:.0f} to {highest_ratio:.0f} times the loss, median {median_ratio:.0f}")

# %% curve
import matplotlib.pyplot as plt

epochs = range(1, 41)
plt.semilogy(epochs, straight, color="lightgray", linewidth=7, label="in one go")
plt.semilogy(epochs[20:], resumed, color="C0", label="resumed")
plt.semilogy(epochs[20:], forgotten, color="C3", label="state forgotten")
plt.axvline(20.5, color="gray", linestyle="--")
plt.xlabel("epoch")
plt.ylabel("loss")
plt.legend(loc="lower left", frameon=False)
plt.show()

# %% check
assert same_losses
assert straight_weight == resumed_weight
assert lowest_ratio > 1
adam_keeps = list(memory[0])
lr_kept = settings[0]["lr"]
