# %% [markdown]
# # The same training in PyTorch

# %% train
import torch

xs, ys = [1.0, 2.0, 3.0], [2.0, 4.0, 6.0]
w = torch.tensor(1.0, requires_grad=True)


def forward(x):
    return w * x


print(forward(4).item())
for _ in range(100):
    for x, y in zip(xs, ys):
        loss = (forward(x) - y) ** 2  # forward
        loss.backward()  # backward
        with torch.no_grad():
            w -= 0.01 * w.grad  # update
        w.grad = None  # zero the gradient
print(forward(4).item())

# %% check
w_end, prediction = w.item(), forward(4).item()
assert abs(w_end - 2) < 1e-5
