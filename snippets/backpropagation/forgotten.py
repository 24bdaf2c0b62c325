# /// script
# dependencies = ["torch", "matplotlib"]
# ///

# %% [markdown]
# # Forgetting to zero the gradient

# %% forgotten
import torch

xs, ys = [1.0, 2.0, 3.0], [2.0, 4.0, 6.0]
w = torch.tensor(1.0, requires_grad=True)
path = []
for _ in range(16):
    for x, y in zip(xs, ys):
        loss = (w * x - y) ** 2
        loss.backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
    path.append(round(w.item(), 2))
print(path[:8])
print(path[8:])


# %% runs
def train(zero, seed=None):
    rng = torch.Generator().manual_seed(seed or 0)
    w = torch.tensor(1.0, dtype=torch.float64, requires_grad=True)
    distances = [1.0]
    for _ in range(100):
        order = torch.randperm(3, generator=rng) if seed else range(3)
        for n in order:
            ((w * xs[n] - ys[n]) ** 2).backward()
            with torch.no_grad():
                w -= 0.05 * w.grad
            if zero:
                w.grad = None
        distances.append(abs(w.item() - 2))
    return distances


zeroed, in_order = train(zero=True), train(zero=False)
shuffled = [train(zero=False, seed=seed) for seed in range(1, 6)]

# %% curves
import matplotlib.pyplot as plt

plt.figure(figsize=(4.8, 4.2))
for distances in shuffled:
    plt.plot(distances, color="C3", linewidth=1.2)
plt.plot(in_order, color="C1", linewidth=1.5)
plt.plot(zeroed, color="C2", linewidth=2.5)
plt.yscale("log")
plt.ylim(1e-4, 1e9)
plt.yticks([1e-3, 1, 1e3, 1e6])
plt.minorticks_off()
plt.text(6, 1e-3, "zeroed", color="C2", fontsize=12)
plt.text(62, 6e-4, "not zeroed,\nin order", color="C1", fontsize=12)
plt.text(10, 1e6, "not zeroed,\nshuffled", color="C3", fontsize=12)
plt.xlabel("epoch")
plt.ylabel("distance of $w$ to 2")
plt.show()

# %% check
lowest, highest = min(path), max(path)
worst = min(distances[-1] for distances in shuffled)
reach, end_zeroed = max(in_order), zeroed[-1]
assert zeroed[-1] < 1e-12
assert 0.9 < reach < 1.2  # it swings, and neither grows nor settles
assert max(in_order[80:]) > 0.9
assert all(max(distances) > 30 for distances in shuffled)
