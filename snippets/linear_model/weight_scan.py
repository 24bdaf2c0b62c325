# %% [markdown]
# # Scan the weight

# %% data
x = [1.0, 2.0, 3.0]
y = [2.0, 4.0, 6.0]


# %% model
def loss(x_n, y_n, w):
    return (w * x_n - y_n) ** 2


def cost(w):
    total = 0
    for x_n, y_n in zip(x, y):
        total += loss(x_n, y_n, w)
    return total / len(x)


# %% scan
weights = [step / 10 for step in range(41)]  # 0.0 to 4.0
costs = [cost(w) for w in weights]
best_w = weights[costs.index(min(costs))]
print(best_w, min(costs))

# %% curve
import matplotlib.pyplot as plt

whole_costs = costs[::10]  # w = 0, 1, 2, 3, 4
fig, ax = plt.subplots()
ax.plot(weights, costs)
for w, c in zip(range(5), whole_costs):
    color, size = ("C1", 11) if c == 0 else ("C0", 7)
    ax.plot(w, c, "o", color=color, markersize=size)
    ax.text(w + 0.17 * (2 - w), c + 0.8, f"{c:.2f}", ha="center")
ax.set(xticks=range(5), yticks=range(0, 21, 5), ylim=(-1, 21))
ax.set_xlabel("weight $w$")
ax.set_ylabel("cost")
plt.show()

# %% check
for n, c in enumerate(whole_costs):
    assert abs(c - (n - 2) ** 2 * 14 / 3) < 1e-12  # 14/3 is the mean of x squared
left, right = cost(0.8), cost(3.1)
flat, steep = cost(2.1) - cost(2.0), cost(4.0) - cost(3.9)
assert best_w == 2.0
assert right < left
assert steep > 10 * flat > 0
