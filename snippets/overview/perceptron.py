# %% [markdown]
# # A perceptron from scratch

# %% tasks
inputs = [(0, 0), (0, 1), (1, 0), (1, 1)]
and_targets = [0, 0, 0, 1]
or_targets = [0, 1, 1, 1]
xor_targets = [0, 1, 1, 0]


# %% predict
def step(z):
    return 1 if z >= 0 else 0


def predict(w, b, x):
    return step(w[0] * x[0] + w[1] * x[1] + b)


# %% train
def train(targets, epochs=20):
    w, b = [0, 0], 0
    states, mistakes = [(0, 0, 0)], []
    for _ in range(epochs):
        wrong = 0
        for x, y in zip(inputs, targets):
            error = y - predict(w, b, x)  # -1, 0 or 1
            w[0] += error * x[0]
            w[1] += error * x[1]
            b += error
            wrong += error != 0
        states.append((w[0], w[1], b))
        mistakes.append(wrong)
        if wrong == 0:
            break
    return states, mistakes


# %% learn
and_states, and_mistakes = train(and_targets)
or_states, or_mistakes = train(or_targets)
print("AND", and_states[-1], and_mistakes)
print("OR ", or_states[-1], or_mistakes)

# %% lines
import matplotlib.pyplot as plt

for v1, v2, v0 in and_states[:-1]:
    fig, ax = plt.subplots(figsize=(3.6, 3.6))
    if v2:
        edge = [(-v0 - v1 * c) / v2 for c in (-1, 3)]
        ax.plot([-1, 3], edge, color="black", lw=2)
        ax.fill_between([-1, 3], edge, 5, color="C1", alpha=0.2, lw=0)
    else:
        ax.axhspan(-1, 3, color="C1", alpha=0.2, lw=0)
    for x, y in zip(inputs, and_targets):
        ax.plot(*x, "o" if y else "s", color="C1" if y else "C0", markersize=15, zorder=3)
        ax.text(*x, y, ha="center", va="center_baseline", color="white", fontweight="bold", zorder=4)
        if predict((v1, v2), v0, x) != y:
            ax.plot(*x, "o", color="C3", markersize=25, mfc="none", mew=2.5)
    ax.set_title(f"$w_1$ = {v1}, $w_2$ = {v2}, $b$ = {v0}".replace("-", "−"))
    ax.set(xlabel="$x_1$", ylabel="$x_2$", xticks=[0, 1], yticks=[0, 1])
    ax.set(aspect="equal", xlim=(-0.4, 1.9), ylim=(-0.4, 1.9))
    plt.show()

# %% xor
xor_states, xor_mistakes = train(xor_targets)
for epoch, state in enumerate(xor_states[:4]):
    print(epoch, state)
print(xor_mistakes)

# %% cycle
w1, w2, b = xor_states[-1]
for x, y in zip(inputs, xor_targets):
    answer = predict((w1, w2), b, x)
    error = y - answer
    w1 += error * x[0]
    w2 += error * x[1]
    b += error
    print(x, answer, y, (w1, w2, b))

# %% mistakes
plt.figure(figsize=(4.8, 3.2))
curves = [
    ("AND", and_mistakes, "C1", 7.2, 0),
    ("OR", or_mistakes, "C2", 3, 0),
    ("XOR", xor_mistakes, "C3", 19.6, 4.35),
]
for name, counts, color, x, y in curves:
    plt.plot(range(1, len(counts) + 1), counts, "o-", color=color)
    plt.text(x, y, name, color=color, weight="bold", va="center", ha="center")
plt.xlabel("epoch")
plt.ylabel("mistakes in the epoch")
plt.ylim(-0.2, 4.8)
plt.yticks(range(5))
plt.xticks(range(1, 21, 3))
plt.show()

# %% boundary
fig, axes = plt.subplot_mosaic(
    [["AND", "OR"], ["XOR", "XOR"]], figsize=(4.8, 5.4), layout="constrained", height_ratios=[1, 1.3]
)
panels = [("AND", and_targets, and_states[-1]), ("OR", or_targets, or_states[-1]), ("XOR", xor_targets, None)]
for name, targets, line in panels:
    ax = axes[name]
    if line:
        v1, v2, v0 = line
        edge = [(-v0 - v1 * c) / v2 for c in (-1, 3)]
        ax.plot([-1, 3], edge, color="black", lw=2)
        ax.fill_between([-1, 3], edge, 5, color="C1", alpha=0.2, lw=0)
    else:
        ax.plot([0, 1], [1, 0], color="C1", lw=2)
        ax.plot([0, 1], [0, 1], color="C0", lw=2)
        ax.plot(0.5, 0.5, "*", color="black", markersize=13, zorder=4)
        ax.text(0.66, 0.5, "on both sides\nat once?", va="center", fontsize=9, linespacing=1.35)
    for (x1, x2), y in zip(inputs, targets):
        ax.plot(x1, x2, "o" if y else "s", color="C1" if y else "C0", markersize=15, zorder=3)
        ax.text(x1, x2, y, ha="center", va="center_baseline", color="white", fontweight="bold", zorder=4)
    ax.set(title=name, xlabel="$x_1$", ylabel="$x_2$", xticks=[0, 1], yticks=[0, 1])
    ax.set(aspect="equal", xlim=(-0.4, 1.9), ylim=(-0.4, 1.9))
    if not line:
        ax.set(xlim=(-0.4, 1.4), ylim=(-0.4, 1.4))
plt.show()

# %% search
from itertools import product

steps = [i / 4 for i in range(-12, 13)]
most_right = {}
for name, targets in [("AND", and_targets), ("OR", or_targets), ("XOR", xor_targets)]:
    right = [
        sum(predict(line[:2], line[2], x) == y for x, y in zip(inputs, targets)) for line in product(steps, repeat=3)
    ]
    most_right[name] = max(right)
lines_tried = len(steps) ** 3
print(lines_tried, most_right)

# %% check
and_learned = [predict(and_states[-1][:2], and_states[-1][2], x) for x in inputs] == and_targets
or_learned = [predict(or_states[-1][:2], or_states[-1][2], x) for x in inputs] == or_targets
assert and_learned
assert or_learned
assert and_mistakes[-1] == or_mistakes[-1] == 0
assert (w1, w2, b) == xor_states[-1]
cycle_start = xor_states.index(xor_states[-1])
assert set(xor_states[cycle_start:]) == {xor_states[-1]}
long_epochs = 20_000
long_run = train(xor_targets, long_epochs)[1]
fewest_mistakes = min(long_run)
right_when_still = sum(predict((w1, w2), b, x) == y for x, y in zip(inputs, xor_targets))
assert fewest_mistakes > 0
and_weights, or_weights = and_states[-1], or_states[-1]
and_epochs, or_epochs = len(and_mistakes), len(or_mistakes)
and_updates, or_updates = sum(and_mistakes), sum(or_mistakes)
most_right_xor = most_right["XOR"]
assert most_right == {"AND": 4, "OR": 4, "XOR": 3}
