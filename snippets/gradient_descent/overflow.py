# /// script
# [tool.snippet]
# diverges = true
# ///

# %% [markdown]
# # Divergence without a word

# %% silent
import torch

x = torch.tensor([100.0, 200.0, 300.0])
y = 2 * x
w, lr = torch.tensor(1.0), 1e-4
for step in range(1, 61):
    loss = ((w * x - y) ** 2).mean()
    w = w - lr * (2 * x * (w * x - y)).mean()
    if step in (1, 2, 3, 20, 60):
        finite = torch.isfinite(loss).item()
        print(step, loss.item(), finite)

# %% steps
w, steps_to_1e30 = 1.0, 0
while abs(w) < 1e30:
    w -= lr * 2 * 140000 / 3 * (w - 2)
    steps_to_1e30 += 1

# %% single
import numpy as np

needed = []
for seed in range(200):
    rng, w, steps = np.random.default_rng(seed), 1.0, 0
    while abs(w) < 1e30:
        w -= lr * 2 * (100 * rng.integers(1, 4)) ** 2 * (w - 2)
        steps += 1
    needed.append(steps)
fewest, most = min(needed), max(needed)

# %% check
assert loss.isnan()
factor = 1 - 2 * lr * 140000 / 3
assert steps_to_1e30 == np.ceil(30 / np.log10(abs(factor)))
assert most < 100
