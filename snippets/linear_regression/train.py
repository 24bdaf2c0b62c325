# /// script
# dependencies = ["torch", "matplotlib"]
# [tool.snippet]
# saves = ["line.pt"]
# ///

# %% [markdown]
# # Linear regression: the whole program

# %% data
import torch
from torch import nn

x = torch.tensor([[1.0], [2.0], [3.0]])  # (3, 1)
y = torch.tensor([[2.0], [4.0], [6.0]])  # (3, 1)


# %% model
class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(1, 1)

    def forward(self, x):
        return self.linear(x)


torch.manual_seed(0)
model = LinearModel()

# %% config
criterion = nn.MSELoss(reduction="sum")
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)


# %% predict
def predict(hours):
    with torch.no_grad():
        return model(torch.tensor([[hours]])).item()


print(f"{predict(4.0):.2f}")

# %% train
losses = []
for epoch in range(100):
    y_hat = model(x)
    loss = criterion(y_hat, y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
print(f"{predict(4.0):.2f}")

# %% result
print("w =", model.linear.weight.item())
print("b =", model.linear.bias.item())

# %% save
torch.save(model.state_dict(), "line.pt")

# %% load
again = LinearModel()
again.load_state_dict(torch.load("line.pt", weights_only=True))
print(torch.equal(again(x), model(x)))

# %% more
for epoch in range(900):
    loss = criterion(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
print(f"{predict(4.0):.2f}")

# %% curve
import matplotlib.pyplot as plt

plt.figure(figsize=(4.8, 3.6))
plt.plot(range(1, 1001), losses, color="C0", linewidth=2.5)
plt.yscale("log")
plt.yticks([100, 1, 0.01, 0.0001])
plt.minorticks_off()
plt.text(60, 20, "falls into the valley", fontsize=12)
plt.text(330, 0.05, "creeps along its floor", fontsize=12)
plt.xlabel("epoch")
plt.ylabel("loss")
plt.show()

# %% lines
torch.manual_seed(0)
model = LinearModel()
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
done, guesses = 0, []
for stop in (0, 10, 100, 1000):
    for epoch in range(done, stop):
        loss = criterion(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    done = stop
    ends = [predict(0.0), predict(4.5)]
    guesses.append(predict(4.0))
    plt.figure(figsize=(4.8, 3.6))
    if stop == 1000:
        plt.plot([0, 4.5], [0, 9], color="C2", linewidth=7, alpha=0.35)
        plt.text(2.3, 6.2, "$y = 2x$", color="C2", ha="right", fontsize=12)
    plt.plot([0, 4.5], ends, color="C0", linewidth=2.5)
    plt.plot(x.flatten(), y.flatten(), "o", color="black", markersize=7)
    plt.plot(4, guesses[-1], "o", color="C0", markerfacecolor="none", markersize=10)
    plt.title(f"epoch {stop}: {guesses[-1]:.2f}", loc="left", fontsize=12)
    plt.xlim(0, 4.6)
    plt.ylim(-0.5, 10)
    plt.xticks(range(5))
    plt.yticks([0, 4, 8])
    plt.xlabel("hours")
    plt.ylabel("points")
    plt.show()

# %% check
after_1000, end_loss = guesses[3], losses[-1]
loss_first, loss_11, loss_100 = losses[0], losses[10], losses[99]
before, after_100 = guesses[0], guesses[2]
assert abs(after_1000 - 8) < 0.001
assert loss_11 < loss_first / 50 and loss_100 > loss_11 / 10
