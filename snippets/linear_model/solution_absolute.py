# %% [markdown]
# # Squared and absolute loss

# %% solution
x_data = [1.0, 2.0, 3.0, 4.0]
y_data = [2.0, 4.0, 6.0, 20.0]  # the last one is a slip of the pen


def squared(w):
    return sum((w * x - y) ** 2 for x, y in zip(x_data, y_data)) / len(x_data)


def absolute(w):
    return sum(abs(w * x - y) for x, y in zip(x_data, y_data)) / len(x_data)


weights = [step / 10 for step in range(61)]
best_squared = min(weights, key=squared)
best_absolute = min(weights, key=absolute)
print(f"squared: w = {best_squared}")
print(f"absolute: w = {best_absolute}")

# %% curves
import matplotlib.pyplot as plt

fig, ax = plt.subplots()
for cost, best, color, name in (squared, best_squared, "C0", "squared"), (absolute, best_absolute, "C1", "absolute"):
    lowest = cost(best)
    ax.plot(weights, [cost(w) / lowest for w in weights], color=color, label=name)
    ax.plot(best, 1, "o", color=color, markersize=9)
ax.set_xlabel("weight $w$")
ax.set_ylabel("cost ÷ its own minimum")
ax.legend()
plt.show()

# %% check
exact = sum(x * y for x, y in zip(x_data, y_data)) / sum(x * x for x in x_data)
assert abs(best_squared - exact) < 0.051
assert best_absolute == 2.0
