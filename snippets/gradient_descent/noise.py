# %% [markdown]
# # Does SGD wander?

# %% runs
import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(1, 3, 50)
clean = 2 * x
noisy = clean + rng.normal(0, 1, 50)  # label noise


def sgd(y, lr=0.02, steps=2000, seed=1):
    rng, w, weights = np.random.default_rng(seed), 1.0, []
    for i in rng.integers(len(x), size=steps):
        w -= lr * 2 * x[i] * (w * x[i] - y[i])
        weights.append(w)
    return np.array(weights)


path_clean, path_noisy = sgd(clean), sgd(noisy)
best_noisy = np.sum(x * noisy) / np.sum(x * x)
spread_clean = path_clean[1000:].std()
spread_noisy = path_noisy[1000:].std()
print(f"clean labels: best w 2.000, spread of the last 1000 steps {spread_clean:.4f}")
print(f"noisy labels: best w {best_noisy:.3f}, spread of the last 1000 steps {spread_noisy:.4f}")

# %% wander
import matplotlib.pyplot as plt

_, axes = plt.subplots(2, 1, figsize=(4.8, 5.4), sharex=True, sharey=True, layout="constrained")
panels = (
    (path_clean, 2, "labels without noise: it settles"),
    (path_noisy, best_noisy, "labels with noise: it keeps wandering"),
)
for ax, (path, best, title), color in zip(axes, panels, ("C2", "C1")):
    ax.plot(path[:600], color=color, linewidth=1.2)
    ax.axhline(best, color="black", linestyle="--", linewidth=1, label="minimum of the cost")
    ax.set_title(title)
    ax.set_ylabel("$w$")
    ax.legend(loc="lower right")
axes[1].set_xlabel("step")
plt.show()

# %% seeds
spreads = [sgd(noisy, seed=seed)[1000:].std() for seed in range(20)]
lowest, highest = min(spreads), max(spreads)
still = max(sgd(clean, seed=seed)[1000:].std() for seed in range(20))
middle = np.mean(spreads)
halved = np.mean([sgd(noisy, lr=0.01, seed=seed)[1000:].std() for seed in range(20)])
print(f"20 seeds, noisy labels: spread {lowest:.3f} to {highest:.3f}, mean {middle:.3f}")
print(f"20 seeds, clean labels: spread at most {still:.1e}")
print(f"20 seeds, noisy labels, half the learning rate: mean spread {halved:.3f}")

# %% check
assert still < 1e-12
# the spread follows from the residuals r at the minimum: w - best <- a (w - best) + c
a = 1 - 0.04 * x**2
c = 0.04 * x * (noisy - best_noisy * x)
theory = np.sqrt(np.mean(c**2) / (1 - np.mean(a**2)))
theory_halved = theory / np.sqrt(2)
assert 0.8 * theory < middle < 1.2 * theory
assert halved < middle
