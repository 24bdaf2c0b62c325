# %% [markdown]
# # What 0.87 means

# %% world
import torch

torch.manual_seed(0)


def new_students(count):
    hours = 6 * torch.rand(count)
    p = torch.sigmoid(hours - 2.5)  # the truth, which no model sees
    return hours, torch.bernoulli(p)


def passed_of(low, high, model, hours, passed):
    w, b = model
    said = torch.sigmoid(w * hours + b)
    here = (low <= said) & (said < high)
    return said[here].mean().item(), passed[here].mean().item()


# %% fit
def fit(x, y, epochs, lr):
    w, b = 0.0, 0.0
    for _ in range(epochs):
        error = torch.sigmoid(w * x + b) - y  # p - y
        w -= lr * (error * x).mean().item()
        b -= lr * error.mean().item()
    return w, b


# mean of 3 students, lr 0.03: the same steps as sum, lr 0.01
three = torch.tensor([1.0, 2.0, 3.0]), torch.tensor([0.0, 0.0, 1.0])
short = fit(*three, epochs=1000, lr=0.03)
long = fit(*three, epochs=10_000, lr=0.03)
many = fit(*new_students(1000), epochs=1000, lr=0.3)

# %% ask
fresh = new_students(200_000)
for model in (short, long, many):
    print(*passed_of(0.85, 0.89, model, *fresh))

# %% measured
short_said, short_passed = passed_of(0.85, 0.89, short, *fresh)
long_said, long_passed = passed_of(0.85, 0.89, long, *fresh)
many_said, many_passed = passed_of(0.85, 0.89, many, *fresh)
short_four, long_four, many_four = (torch.sigmoid(torch.tensor(4 * w + b)).item() for w, b in (short, long, many))
true_four = torch.sigmoid(torch.tensor(4 - 2.5)).item()

# %% chart
import matplotlib.pyplot as plt

edges = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.001]
fig, ax = plt.subplots(figsize=(4.8, 4))
ax.plot([0, 1], [0, 1], color="gray", linestyle="--", linewidth=1)
for model, color in ((long, "C3"), (short, "C1"), (many, "C2")):
    points = [passed_of(a, b, model, *fresh) for a, b in zip(edges, edges[1:])]
    ax.plot(*zip(*points), "o-", color=color)
ax.text(0.02, 0.52, "3 students, 10000 epochs", color="C3")
ax.text(0.5, 0.28, "3 students, 1000 epochs", color="C1")
ax.text(0.57, 0.2, "1000 students", color="C2")
ax.set_xlabel("what the model said")
ax.set_ylabel("share that passed")
plt.show()

# %% check
error = (0.87 * 0.13 / 2000) ** 0.5  # at least that many were asked
assert abs(many_passed - many_said) < 0.03
assert abs(long_passed - long_said) > 0.15
assert error < 0.01
assert abs(many_four - true_four) < 0.06
assert long_four > 0.99
