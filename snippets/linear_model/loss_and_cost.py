# %% [markdown]
# # Loss of one sample, cost of all

# %% signs
w = 1.5
errors = []
for x_n, y_n in (1, 2), (2, 3), (3, 4):
    errors.append(w * x_n - y_n)
print(errors, sum(errors))
print([error**2 for error in errors])

# %% loss
x = [1.0, 2.0, 3.0]
y = [2.0, 4.0, 6.0]
losses = [(w * x_n - y_n) ** 2 for x_n, y_n in zip(x, y)]
mean_loss = sum(losses) / len(losses)
print(losses, f"{mean_loss:.4f}")

# %% squares
import matplotlib.pyplot as plt
from matplotlib.patches import Rectangle

fig, axes = plt.subplots(1, 2, sharey=True, figsize=(4.8, 3.9), layout="constrained")
for ax, chosen in zip(axes, [[2], [0, 1, 2]]):
    ax.plot([0, 4.4], [0, w * 4.4], color="C0")
    for n in chosen:
        side = y[n] - w * x[n]
        ax.add_patch(Rectangle((x[n], y[n]), side, -side, color="C1", alpha=0.3))
        ax.plot([x[n]] * 2, [y[n], y[n] - side], color="C1", linewidth=2)
        ax.text(x[n] + side + 0.15, y[n] - side / 2, f"{losses[n]:.2f}", va="center")
    for n in range(3):
        ax.plot(x[n], y[n], "o", color="black" if n in chosen else "lightgray")
    ax.set(xlim=(0, 6), ylim=(0, 7.4), aspect="equal", xticks=range(0, 7, 2), xlabel="$x$")
axes[0].text(4.45, 6.75, "$wx$", color="C0")
axes[0].set_title("loss: one sample\n$(wx-y)^2$", y=1.24, va="top", linespacing=1.6)
axes[0].set_ylabel("$y$")
side = mean_loss**0.5
mean = Rectangle((3.2, 0.5), side, side, fill=False, edgecolor="C3", linestyle="--", linewidth=2)
axes[1].add_patch(mean)
axes[1].text(3.35 + side, 0.5 + side / 2, f"{mean_loss:.2f}", va="center", color="C3")
axes[1].set_title("cost: mean over all\n$\\sum_n(wx_n-y_n)^2\\,/\\,N$", y=1.24, va="top", linespacing=1.6)
plt.show()

# %% check
sum_of_errors = sum(errors)
sum_of_squares = sum(error**2 for error in errors)
assert sum_of_errors == 0 < sum_of_squares
assert abs(mean_loss - 7 / 6) < 1e-12
