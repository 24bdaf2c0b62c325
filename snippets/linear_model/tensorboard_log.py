# /// script
# dependencies = ["torch", "matplotlib", "tensorboard"]
# ///

# %% [markdown]
# # A loss curve in TensorBoard's files

# %% training
import torch
from torch import nn
from torch.optim import RMSprop

x = torch.tensor([[1.0], [2.0], [3.0]])
y = torch.tensor([[2.0], [4.0], [6.0]])


def new_training(seed):
    torch.manual_seed(seed)
    model = nn.Linear(1, 1)
    optimizer = RMSprop(model.parameters(), lr=0.1)
    return model, optimizer


def train(model, optimizer, epochs):
    losses = []
    for _ in range(epochs):
        loss = ((model(x) - y) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


# %% write
from torch.utils.tensorboard import SummaryWriter

model, optimizer = new_training(seed=0)
losses = []
with SummaryWriter() as writer:  # runs/<date>_<machine>
    for epoch in range(1, 101):
        losses += train(model, optimizer, epochs=1)
        writer.add_scalar("loss", losses[-1], epoch)

# %% read
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

events = EventAccumulator(writer.log_dir)
events.Reload()
steps = [event.step for event in events.Scalars("loss")]
values = [event.value for event in events.Scalars("loss")]
count = len(values)
print(count, values == losses)

# %% curve
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(4.8, 3.2))
ax.semilogy(steps, values)
ax.set_xlabel("epoch")
ax.set_ylabel("loss")
plt.show()

# %% check
assert steps == list(range(1, 101))
assert values == losses
