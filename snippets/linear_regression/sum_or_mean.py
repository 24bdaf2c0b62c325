# /// script
# dependencies = ["torch"]
# ///

# %% [markdown]
# # Which optimizers notice the scale of the loss?

# %% both
import torch
from torch import nn, optim

x = torch.tensor([[1.0], [2.0], [3.0]])
y = torch.tensor([[2.0], [4.0], [6.0]])


def train(name, reduction):
    torch.manual_seed(0)
    model = nn.Linear(1, 1)
    criterion = nn.MSELoss(reduction=reduction)
    extra = {"max_iter": 1} if name == "LBFGS" else {}
    optimizer = getattr(optim, name)(model.parameters(), lr=0.01, **extra)

    def closure():
        optimizer.zero_grad()
        loss = criterion(model(x), y)
        loss.backward()
        return loss

    for epoch in range(20):
        optimizer.step(closure)
    return 4 * model.weight.item() + model.bias.item()


names = ["SGD", "ASGD", "Rprop", "Adagrad"]
names += ["RMSprop", "Adam", "Adamax", "LBFGS"]
sums, means = [], []
for name in names:
    sums.append(train(name, "sum"))
    means.append(train(name, "mean"))
    print(f"{name:8} {sums[-1]:.6f} {means[-1]:.6f}")

# %% check
gaps = [abs(a - b) for a, b in zip(sums, means)]
assert gaps[0] > 0.1 and gaps[1] > 0.1
assert gaps[2] == 0  # the sign of the slope is all that Rprop looks at
assert max(gaps[3:]) < 1e-3
