# %% [markdown]
# # Three points and a guessed line

# %% guess
x = [1.0, 2.0, 3.0]
y = [2.0, 4.0, 6.0]

w = 1.5  # a guess
print("x   y   ŷ   ŷ-y")
for x_n, y_n in zip(x, y):
    prediction = w * x_n
    error = prediction - y_n
    print(x_n, y_n, prediction, error)

# %% tries
for w in 0, 1, 2, 3, 4:
    squares = []
    for x_n, y_n in zip(x, y):
        error = w * x_n - y_n
        squares.append(error**2)
    mean = sum(squares) / len(squares)
    print(w, squares, f"{mean:.2f}")

# %% picture
import matplotlib.pyplot as plt

fig, axes = plt.subplots(1, 2, sharey=True, figsize=(4.8, 3.2))
for ax, w in zip(axes, [1.5, 2]):
    ax.plot([0, 4.4], [0, w * 4.4], color="C0", linewidth=2)
    for x_n, y_n in zip(x, y):
        ax.plot([x_n, x_n], [y_n, w * x_n], color="C1", linewidth=3)
    ax.plot(x, y, "o", color="black", markersize=7)
    ax.plot(4, w * 4, "o", color="white", mec="C0", mew=2, markersize=9)
    ax.text(3.7, w * 4 + 0.2, f"{w * 4:.0f}", color="C0", ha="right", weight="bold")
    ax.set_title(f"$w = {w}$")
    ax.set(xlim=(0, 4.6), ylim=(0, 9.4), xticks=range(5), yticks=range(0, 9, 2))
    ax.set_xlabel("$x$")
axes[0].set_ylabel("$y$")
plt.show()

# %% check
guess = 1.5
errors = [guess * x_n - y_n for x_n, y_n in zip(x, y)]
points_guessed, points_found = guess * 4, 2 * 4
assert [2 * x_n for x_n in x] == y
assert all(error < 0 for error in errors)
