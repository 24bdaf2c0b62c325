# %% [markdown]
# # Does SGD wander?

# %% runs
import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(1, 3, 50)
clean = 2 * x
noisy = clean + rng.normal(0, 1, 50)  # label noise


def sgd(y, lr=0.02, steps=2000, seed=1):
    rng = np.random.default_rng(seed)
    w, weights = 1.0, []
    for n in rng.integers(50, size=steps):
        w -= lr * 2 * x[n] * (w * x[n] - y[n])
        weights.append(w)
    return np.array(weights)


for y in (clean, noisy):
    last = sgd(y)[1000:]
    print(f"{last.mean():.3f} {last.std():.3f}")

# %% wander
import matplotlib.pyplot as plt

best_noisy = np.sum(x * noisy) / np.sum(x * x)
_, axes = plt.subplots(2, 1, figsize=(4.8, 4.8), sharex=True, sharey=True)
panels = [(clean, 2, "C2", "labels without noise"), (noisy, best_noisy, "C1", "labels with noise")]
for ax, (y, best, color, title) in zip(axes, panels):
    ax.plot(sgd(y)[:600], color=color, linewidth=1.5)
    ax.axhline(best, color="black", linestyle="--", linewidth=1)
    ax.set_title(title, color=color, loc="left", fontsize=12)
    ax.set_ylabel("$w$")
    ax.set_yticks([1, 1.5, 2, 2.5])
axes[1].set_xticks([0, 300, 600])
axes[1].set_xlabel("step")
plt.show()

# %% seeds
spreads = [sgd(noisy, seed=seed)[1000:].std() for seed in range(20)]
halved_spreads = [sgd(noisy, lr=0.01, seed=seed)[1000:].std() for seed in range(20)]
middle, halved = np.mean(spreads), np.mean(halved_spreads)
lowest = min(spreads)
still = max(sgd(clean, seed=seed)[1000:].std() for seed in range(20))

# %% batch
singles = 2 * x * (0 * x - noisy)  # slope of each sample at w = 0
draws = np.random.default_rng(0).integers(50, size=(20000, 100))
times_smaller = singles.std() / singles[draws].mean(axis=1).std()

# %% check
assert abs(times_smaller - 10) < 0.2
assert still < 1e-12 < 0.05 < lowest
# the spread follows from the residuals r at the minimum: w - best <- a (w - best) + c
a = 1 - 0.04 * x**2
c = 0.04 * x * (noisy - best_noisy * x)
theory = np.sqrt(np.mean(c**2) / (1 - np.mean(a**2)))
assert 0.8 * theory < middle < 1.2 * theory
assert 1.2 < middle / halved < 1.7
