# /// script
# dependencies = ["torch", "matplotlib", "tensorboard"]
# ///

# %% [markdown]
# # A loss curve in TensorBoard's files

# %% write
import torch
from torch.utils.tensorboard import SummaryWriter

torch.manual_seed(0)
x = torch.tensor([[1.0], [2.0], [3.0]])
y = 2 * x
model = torch.nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
losses = []
with SummaryWriter() as writer:  # a new folder runs/<date>_<machine>
    for epoch in range(30):
        loss = ((model(x) - y) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        writer.add_scalar("loss", loss.item(), epoch)

# %% read
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

events = EventAccumulator(writer.log_dir)
events.Reload()
steps = [event.step for event in events.Scalars("loss")]
values = [event.value for event in events.Scalars("loss")]
count = len(values)
print(events.Tags()["scalars"], count, [round(value, 3) for value in values[:3]])

# %% check
assert steps == list(range(30))
assert values == losses
