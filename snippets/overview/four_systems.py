# /// script
# dependencies = ["torch", "numpy", "matplotlib", "scikit-learn"]
# [tool.snippet]
# seconds = 180
# ///

# %% [markdown]
# # One task, four systems

# %% data
import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

digits = load_digits()
pictures = digits.images / 16  # (1797, 8, 8), 0 is paper, 1 is ink
x_rest, x_test, y_rest, y_test = train_test_split(
    pictures, digits.target, test_size=797, stratify=digits.target, random_state=0
)
x_train, x_dev, y_train, y_dev = train_test_split(x_rest, y_rest, test_size=250, stratify=y_rest, random_state=0)
print("train", len(x_train), " choose", len(x_dev), " test", len(x_test))

# %% samples
import matplotlib.pyplot as plt


def tile(rows):
    framed = [[np.pad(p, 1, constant_values=np.nan) for p in row] for row in rows]
    return np.block(framed)


groups = [x_train[y_train == digit] for digit in range(10)]
rows = [[g[0] for g in groups], [g[1] for g in groups], [g.mean(axis=0) for g in groups]]
fig, ax = plt.subplots(figsize=(4.8, 1.9))
ax.imshow(tile(rows), cmap="viridis")
ax.set_yticks([4.5, 14.5, 24.5], ["one", "another", "mean"])
ax.set_xticks(np.arange(10) * 10 + 4.5, range(10))
ax.tick_params(length=0)
ax.spines[:].set_visible(False)
plt.show()


# %% rules
def classify(picture):
    def ink(rows, columns):
        return picture[rows[0] : rows[1] + 1, columns[0] : columns[1] + 1].mean()

    top, bottom = ink((0, 1), (2, 5)), ink((6, 7), (2, 5))
    upper_left, upper_right = ink((2, 3), (1, 2)), ink((2, 3), (5, 6))
    lower_left, lower_right = ink((4, 5), (1, 2)), ink((4, 5), (5, 6))
    if ink((3, 4), (3, 4)) < 0.25:
        return 0  # nothing in the middle
    if top < 0.5:
        if bottom < 0.5:
            return 4
        return 6 if lower_left > 0.25 else 1
    if bottom < 0.5:
        return 9 if upper_left > 0.5 else 7
    if lower_right < 0.25:
        if bottom > 0.7:
            return 2
        if upper_right < 0.125:
            return 5
        return 8 if upper_left + lower_left > 0.45 else 1
    if upper_left < 0.25:
        return 3
    if upper_right > 0.4:
        return 9
    return 6 if lower_left > 0.5 else 5


accuracy_rules = np.mean([classify(p) == y for p, y in zip(x_test, y_test)])
print(f"{accuracy_rules:.1%}")


# %% edges
def edges(x, directions=8, block=2):
    down, right = np.gradient(x, axis=(1, 2))
    strength = np.hypot(down, right)
    angle = np.arctan2(down, right) % np.pi
    nearest = np.floor(angle / np.pi * directions + 1e-9).astype(int) % directions  # 1e-9: against rounding
    maps = [strength * (nearest == k) for k in range(directions)]
    blocks = np.stack(maps, axis=1).reshape(len(x), directions, 8 // block, block, 8 // block, block)
    return blocks.sum(axis=(3, 5)).reshape(len(x), -1)  # (pictures, 8 * 4 * 4)


features = edges(x_train).shape[1]
print(features, "features")

# %% svm
from sklearn.svm import SVC

strengths = [0.01, 0.1, 1, 10, 100]


def choose_svm(see, kernel="rbf"):
    machines = [SVC(kernel=kernel, C=c).fit(see(x_train), y_train) for c in strengths]
    return max(machines, key=lambda m: m.score(see(x_dev), y_dev))


svm, straight = choose_svm(edges), choose_svm(edges, "linear")
accuracy_features = svm.score(edges(x_test), y_test)
accuracy_straight = straight.score(edges(x_test), y_test)
print(f"C = {svm.C}: {accuracy_features:.1%}   straight boundaries, C = {straight.C}: {accuracy_straight:.1%}")

# %% prototypes
from sklearn.cluster import KMeans
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def flat(x):
    return x.reshape(len(x), 64)


def learn_prototypes(count, seed):
    prototypes = KMeans(count, n_init=1, random_state=seed)
    linear = LogisticRegression(max_iter=1000)
    return make_pipeline(prototypes, StandardScaler(), linear).fit(flat(x_train), y_train)


counts = [25, 50, 100, 200, 400]
systems = [[learn_prototypes(count, seed) for seed in range(3)] for count in counts]
dev_learned = [np.mean([system.score(flat(x_dev), y_dev) for system in three]) for three in systems]
best = int(np.argmax(dev_learned))
prototype_count, learned = counts[best], systems[best]
accuracies_learned = [system.score(flat(x_test), y_test) for system in learned]
print(prototype_count, "prototypes:", " ".join(f"{a:.1%}" for a in accuracies_learned))

# %% gallery
centres = learned[0][0].cluster_centers_[:30].reshape(3, 10, 8, 8)
fig, ax = plt.subplots(figsize=(4.8, 1.6))
ax.imshow(tile(centres), cmap="viridis")
ax.axis("off")
plt.show()

# %% deep
import torch
from torch import nn

torch.set_num_threads(1)  # too small a network to share out


def tensor(x):
    return torch.tensor(x, dtype=torch.float32).unsqueeze(1)  # (pictures, 1, 8, 8)


def train_network(lr, seed, epochs=20):
    torch.manual_seed(seed)
    network = nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 4 * 4, 32),
        nn.ReLU(),
        nn.Linear(32, 10),
    )
    x, y = tensor(x_train), torch.tensor(y_train)
    optimizer = torch.optim.Adam(network.parameters())
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=lr, total_steps=epochs * len(x) // 50)
    for _ in range(epochs):
        for batch in torch.randperm(len(x)).split(50):
            optimizer.zero_grad()
            nn.functional.cross_entropy(network(x[batch]), y[batch]).backward()
            optimizer.step()
            schedule.step()
    return network


@torch.no_grad()
def answers(network, x):
    return network(tensor(x)).argmax(dim=1).numpy()


def accuracy(network, x, y):
    return np.mean(answers(network, x) == y)


rates = [0.003, 0.03, 0.3]
trained = [[train_network(rate, seed) for seed in range(3)] for rate in rates]
dev_deep = [np.mean([accuracy(network, x_dev, y_dev) for network in three]) for three in trained]
best = int(np.argmax(dev_deep))
rate, networks = rates[best], trained[best]
accuracies_deep = [accuracy(network, x_test, y_test) for network in networks]
print("lr", rate, ":", " ".join(f"{a:.1%}" for a in accuracies_deep))

# %% pixels
pixel_svm = choose_svm(flat)
accuracy_pixels = pixel_svm.score(flat(x_test), y_test)
print(f"pixels + SVM, C = {pixel_svm.C}: {accuracy_pixels:.1%}")

# %% paired
from scipy.stats import binomtest

right_deep = [answers(network, x_test) == y_test for network in networks]


def duel(name, right):
    chances = []
    for other in right_deep:
        only, only_network = int((right & ~other).sum()), int((other & ~right).sum())
        chances.append(binomtest(only, only + only_network).pvalue)
        print(f"{name} {only:2} : {only_network:2} net, by chance {chances[-1]:.1%}")
    return chances


by_chance_features = duel("edges ", svm.predict(edges(x_test)) == y_test)
by_chance_pixels = duel("pixels", pixel_svm.predict(flat(x_test)) == y_test)

# %% check
n_train, n_dev, n_test = len(x_train), len(x_dev), len(x_test)
chance = np.bincount(y_test).max() / n_test
best_features_c, best_straight_c, best_pixels_c = svm.C, straight.C, pixel_svm.C
mean_learned, mean_deep = np.mean(accuracies_learned), np.mean(accuracies_deep)
lowest_learned, highest_learned = min(accuracies_learned), max(accuracies_learned)
lowest_deep, highest_deep = min(accuracies_deep), max(accuracies_deep)
uncertainty_points = 200 * np.sqrt(mean_deep * (1 - mean_deep) / n_test)
least_chance_features = min(by_chance_features)
least_chance_pixels, most_chance_pixels = min(by_chance_pixels), max(by_chance_pixels)
parameters = sum(p.numel() for p in networks[0].parameters())
assert accuracy_rules > 3 * chance
assert min(accuracy_features, lowest_learned, lowest_deep) > accuracy_rules + 0.2
assert accuracy_pixels > max(accuracy_features, highest_learned, highest_deep)
assert least_chance_features > 0.05
assert least_chance_pixels < 0.05
for chosen, grid in [(svm.C, strengths), (straight.C, strengths), (pixel_svm.C, strengths), (rate, rates)]:
    assert grid[0] < chosen < grid[-1]
assert counts[0] < prototype_count < counts[-1]
