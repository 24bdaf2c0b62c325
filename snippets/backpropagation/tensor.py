# %% [markdown]
# # What a tensor holds

# %% tensor
import torch

x, y = torch.tensor(1.0), torch.tensor(2.0)
w = torch.tensor(1.0, requires_grad=True)
loss = (w * x - y) ** 2
print(loss.item(), w.grad)
loss.backward()
print(w.grad, x.grad)

# %% graph
print(loss)
node = loss.grad_fn
while node.next_functions:
    print(node.name())
    node = node.next_functions[0][0]  # its first parent
print(node.name(), node.variable is w)

# %% shapes
X = torch.ones(5, 3)  # (samples, features)
W = torch.zeros(3, 2, requires_grad=True)
b = torch.zeros(2, requires_grad=True)
(X @ W + b).sum().backward()
print(W.grad.shape, b.grad.shape)
print(b.grad)

# %% check
assert W.grad.shape == W.shape
assert b.grad.tolist() == [5, 5]
slope = w.grad.item()
assert slope == -2
assert x.grad is None
assert node.variable is w
assert type(loss.grad_fn.next_functions[0][0]).__name__ == "SubBackward0"
