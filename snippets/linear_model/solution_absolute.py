# %% [markdown]
# # Squared and absolute loss

# %% data
x = [1.0, 2.0, 3.0, 4.0]
y = [2.0, 4.0, 6.0, 20.0]  # 20 is a slip, 8 is right
weights = [step / 10 for step in range(61)]


def squared(w):
    total = 0
    for x_n, y_n in zip(x, y):
        total += (w * x_n - y_n) ** 2
    return total / len(x)


# %% solution
def absolute(w):
    total = 0
    for x_n, y_n in zip(x, y):
        total += abs(w * x_n - y_n)
    return total / len(x)


best_squared = min(weights, key=squared)
best_absolute = min(weights, key=absolute)
print(best_squared, best_absolute)

# %% curves
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(4.8, 3.2))
for cost, best, color in (squared, best_squared, "C0"), (absolute, best_absolute, "C1"):
    lowest = cost(best)
    ax.plot(weights, [cost(w) / lowest for w in weights], color=color, linewidth=2)
    ax.plot(best, 1, "o", color=color, markersize=9)
ax.text(1.75, 3.3, "squared", color="C0")
ax.text(0.95, 1.35, "absolute", color="C1", ha="right")
ax.set_ylim(0.5, 4)
ax.set_xlabel("weight $w$")
ax.set_ylabel("cost ÷ its own minimum")
plt.show()

# %% check
exact = sum(x_n * y_n for x_n, y_n in zip(x, y)) / sum(x_n**2 for x_n in x)
assert abs(best_squared - exact) < 0.051
assert best_absolute == 2.0
assert best_squared < weights[-1]  # not the end of the list
