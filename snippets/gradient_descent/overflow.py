# /// script
# [tool.snippet]
# diverges = true
# raises = { overflow = "OverflowError" }
# ///

# %% [markdown]
# # Diverging until the numbers run out

# %% overflow
xs = [100.0, 200.0, 300.0]
w, lr = 1.0, 1e-4
steps_survived = 0
while True:
    cost = sum((w * x - 2 * x) ** 2 for x in xs) / len(xs)
    w -= lr * sum(2 * x * (w * x - 2 * x) for x in xs) / len(xs)
    steps_survived += 1

# %% silent
import torch

print("Python:", steps_survived, "steps, then an error")
x = torch.tensor(xs)
v = torch.tensor(1.0)
for step in range(1, 41):
    loss = ((v * x - 2 * x) ** 2).mean()
    v -= lr * (2 * x * (v * x - 2 * x)).mean()
    if step in (1, 10, 20, 40):
        print(f"torch, step {step:3}: loss {loss.item():.1e}, finite: {torch.isfinite(loss).item()}")

# %% check
assert loss.isnan()
assert cost < float("inf")
assert steps_survived > 100
