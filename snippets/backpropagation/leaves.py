# %% [markdown]
# # Leaves keep their slopes

# %% leaves
import warnings

import torch

w = torch.tensor(1.0, requires_grad=True)
y_hat = w * 3
loss = (y_hat - 6) ** 2
print(w.is_leaf, y_hat.is_leaf)
loss.backward()
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(w.grad, y_hat.grad)
print(str(caught[0].message).split(". ")[0])

# %% retain
y_hat = w * 3
y_hat.retain_grad()
((y_hat - 6) ** 2).backward()
print(y_hat.grad)

# %% computed
v = torch.tensor(1.0, requires_grad=True) * 0.1
print(v.requires_grad, v.is_leaf)

# %% check
assert (v.requires_grad, v.is_leaf) == (True, False)
assert [w.is_leaf, y_hat.is_leaf] == [True, False]
assert y_hat.grad == -6
assert w.grad == 2 * -18  # twice, since gradients add up
