# %% [markdown]
# # Scan the weight

# %% data
x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]


# %% model
def forward(x, w):
    return w * x


def loss(x, y, w):
    return (forward(x, w) - y) ** 2


def cost(w):
    return sum(loss(x, y, w) for x, y in zip(x_data, y_data)) / len(x_data)


# %% scan
weights = [step / 10 for step in range(41)]
costs = [cost(w) for w in weights]
for w, c in zip(weights[::5], costs[::5]):
    print(f"w = {w:.1f}   cost = {c:7.4f}")
best_w = weights[costs.index(min(costs))]
print(f"lowest at w = {best_w}")

# %% samples
w = 1.0
print("x    y    prediction  loss")
for x, y in zip(x_data, y_data):
    print(x, y, f"{forward(x, w):6}      {loss(x, y, w):6}", sep="  ")
print(f"cost at w = {w}: {cost(w):.4f}")

# %% curve
import matplotlib.pyplot as plt

whole_costs = costs[::10]  # w = 0, 1, 2, 3, 4
fig, ax = plt.subplots()
ax.plot(weights, costs)
for w, c in zip(range(5), whole_costs):
    ax.plot(w, c, "o", color="C1" if c == 0 else "C0", markersize=11 if c == 0 else 7)
    ax.annotate(f"{c:.2f}", (w, c), (10 * (2 - w), 8), textcoords="offset points", ha="center")
ax.set(xticks=range(5), yticks=range(0, 21, 5), ylim=(-1, 21))
ax.set_xlabel("weight $w$")
ax.set_ylabel("cost")
plt.show()

# %% check
for n, c in enumerate(whole_costs):
    assert abs(c - (n - 2) ** 2 * 14 / 3) < 1e-12  # 14/3 is the mean of x squared
assert best_w == 2.0
