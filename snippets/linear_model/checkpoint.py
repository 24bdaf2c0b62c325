# %% [markdown]
# # Train, stop, resume

# %% model
import torch
from torch import nn
from torch.optim import RMSprop

x = torch.tensor([[1.0], [2.0], [3.0]])  # (3, 1)
y = torch.tensor([[2.0], [4.0], [6.0]])  # (3, 1)


def new_training(seed):
    torch.manual_seed(seed)
    model = nn.Linear(1, 1)
    optimizer = RMSprop(model.parameters(), lr=0.1)
    return model, optimizer


def show(model):
    print("w =", model.weight.item())
    print("b =", model.bias.item())


model, optimizer = new_training(seed=0)
show(model)


# %% train
def train(model, optimizer, epochs):
    losses = []
    for _ in range(epochs):
        loss = ((model(x) - y) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


straight = train(model, optimizer, epochs=100)
show(model)

# %% ask
answer = model(torch.tensor([[4.0]]))
print(answer.item())

# %% trained
straight_w, straight_b = model.weight.item(), model.bias.item()
fourth = answer.item()

# %% save
model, optimizer = new_training(seed=0)
first_part = train(model, optimizer, epochs=60)
checkpoint = {
    "epoch": 60,
    "model": model.state_dict(),
    "optimizer": optimizer.state_dict(),
}
torch.save(checkpoint, "checkpoint.pt")

# %% state
for name, value in checkpoint["model"].items():
    print(name, value.item())
memory = checkpoint["optimizer"]["state"][0]  # of the weight
for name, value in memory.items():
    print(name, value.item())

# %% copies
import copy

kept = model.state_dict()
copied = copy.deepcopy(kept)
train(model, optimizer, epochs=1)
for state in kept, copied:
    print(torch.equal(state["weight"], model.weight))

# %% resume
checkpoint = torch.load("checkpoint.pt", weights_only=True)
model, optimizer = new_training(seed=99)
model.load_state_dict(checkpoint["model"])
optimizer.load_state_dict(checkpoint["optimizer"])
resumed = train(model, optimizer, epochs=40)
show(model)
print(first_part + resumed == straight)

# %% resumed
resumed_w, resumed_b = model.weight.item(), model.bias.item()

# %% forget
model, optimizer = new_training(seed=99)
model.load_state_dict(checkpoint["model"])
show(model)
forgotten = train(model, optimizer, epochs=1)
show(model)
forgotten += train(model, optimizer, epochs=39)
print(round(max(resumed), 3))
print(round(max(forgotten), 3))

# %% seeds
saved_w = checkpoint["model"]["weight"].item()
model, optimizer = new_training(seed=99)
model.load_state_dict(checkpoint["model"])
train(model, optimizer, epochs=1)
first_step = abs(model.weight.item() - saved_w)


def ratios(new_training):
    found = []
    for seed in range(20):
        model, optimizer = new_training(seed)
        train(model, optimizer, epochs=60)
        torch.save(model.state_dict(), "weights.pt")
        with_state = train(model, optimizer, epochs=40)
        model, optimizer = new_training(seed)
        model.load_state_dict(torch.load("weights.pt", weights_only=True))
        without = train(model, optimizer, epochs=40)
        assert without != with_state  # another run, with or without a jump
        found.append(max(without) / max(with_state))
    return sorted(found)


def new_adam(seed):
    model, _ = new_training(seed)
    return model, torch.optim.Adam(model.parameters(), lr=0.1)


rmsprop, adam = ratios(new_training), ratios(new_adam)
lowest_ratio, highest_ratio = rmsprop[0], rmsprop[-1]
median_ratio = (rmsprop[9] + rmsprop[10]) / 2
median_adam, highest_adam = (adam[9] + adam[10]) / 2, adam[-1]
no_jump = sum(ratio < 1.1 for ratio in adam)
print(f"{lowest_ratio:.0f} {median_ratio:.0f} {highest_ratio:.0f}")
print(f"{median_adam:.2f} {highest_adam:.2f} {no_jump}")

# %% walk
import matplotlib.pyplot as plt

epochs_done, predictions = 0, []
model, optimizer = new_training(seed=0)
for epoch in [0, 1, 2, 20, 100]:
    train(model, optimizer, epoch - epochs_done)
    epochs_done = epoch
    with torch.no_grad():
        line = model(torch.tensor([[0.0], [4.0]])).flatten().tolist()
        fitted = model(x).flatten().tolist()
    predictions.append(line[1])
    fig, ax = plt.subplots(figsize=(4.8, 3.4))
    ax.plot([0, 4], line, color="C0", linewidth=2)
    for x_n, y_n, prediction in zip([1, 2, 3], [2, 4, 6], fitted):
        ax.plot([x_n, x_n], [y_n, prediction], color="C1", linewidth=3)
    ax.plot([1, 2, 3], [2, 4, 6], "o", color="black", markersize=7)
    ax.set(xlim=(0, 4.2), ylim=(-0.5, 9), xticks=range(5), yticks=range(0, 9, 2))
    ax.set_title(f"epoch {epoch}")
    ax.set_xlabel("$x$")
    ax.set_ylabel("$y$")
    plt.show()

# %% curve
epochs = range(1, 101)
fig, ax = plt.subplots(figsize=(4.8, 3.4))
ax.semilogy(epochs, straight, color="gray", alpha=0.35, linewidth=6)
ax.semilogy(epochs[60:], resumed, color="C0")
ax.semilogy(epochs[60:], forgotten, color="C3")
ax.axvline(60.5, color="gray", linestyle="--")
ax.text(25, 0.2, "in one go", color="gray")
ax.text(58, 5, "without the optimizer's state", color="C3", ha="right")
ax.text(80, 0.0006, "resumed", color="C0", ha="right")
ax.set_xlabel("epoch")
ax.set_ylabel("loss")
plt.show()

# %% check
same_losses = first_part + resumed == straight
keeps = list(checkpoint["optimizer"]["state"][0])
assert same_losses
assert (resumed_w, resumed_b) == (straight_w, straight_b)
assert abs(first_step - 1) < 1e-3  # lr / sqrt(1 - 0.99), whatever the gradient
assert lowest_ratio > 20
assert median_adam < 1.1  # usually no jump
assert highest_adam < lowest_ratio
assert no_jump > 10
assert abs(fourth - 8) < 0.1
