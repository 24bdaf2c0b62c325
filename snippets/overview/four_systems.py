# /// script
# dependencies = ["torch", "numpy", "matplotlib", "scikit-learn"]
# [tool.snippet]
# seconds = 180
# ///

# %% [markdown]
# # One task, four systems

# %% data
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split


def split(x, y, count):
    return train_test_split(
        x,
        y,
        test_size=count,
        stratify=y,
        random_state=0,
    )


digits = load_digits()
images = digits.images / 16  # (1797, 8, 8)
x, x_test, y, y_test = split(images, digits.target, 797)
x_train, x_dev, y_train, y_dev = split(x, y, 250)
print(len(x_train), len(x_dev), len(x_test))

# %% samples
import matplotlib.pyplot as plt
import numpy as np


def tile(rows):
    framed = [[np.pad(p, 1, constant_values=np.nan) for p in row] for row in rows]
    return np.block(framed)


groups = [x_train[y_train == digit] for digit in range(10)]
rows = [[g[0] for g in groups], [g[1] for g in groups], [g.mean(axis=0) for g in groups]]
fig, ax = plt.subplots(figsize=(4.8, 1.9))
ax.imshow(tile(rows), cmap="viridis")
ax.set_yticks([4.5, 14.5, 24.5], ["", "", "mean"])
ax.set_xticks(np.arange(10) * 10 + 4.5, range(10))
ax.tick_params(length=0)
ax.spines[:].set_visible(False)
plt.show()


# %% rules
def ink(image, top, left, width=2):
    return image[top : top + 2, left : left + width].mean()


def by_rules(image):
    top, bottom = ink(image, 0, 2, 4), ink(image, 6, 2, 4)
    upper_left, upper_right = ink(image, 2, 1), ink(image, 2, 5)
    lower_left, lower_right = ink(image, 4, 1), ink(image, 4, 5)
    if ink(image, 3, 3) < 0.25:
        return 0  # nothing in the middle
    if top < 0.5 and bottom < 0.5:
        return 4
    if top < 0.5:
        return 6 if lower_left > 0.25 else 1
    if bottom < 0.5:
        return 9 if upper_left > 0.5 else 7
    if lower_right < 0.25:
        return 2 if bottom > 0.7 else 8
    if upper_left < 0.25:
        return 3
    if upper_right > 0.4:
        return 9
    return 6 if lower_left > 0.5 else 5


# %% score_rules
right = [by_rules(image) == digit for image, digit in zip(x_test, y_test)]
accuracy_rules = sum(right) / len(right)
print(f"{accuracy_rules:.1%}")

# %% edges
import numpy as np


def edges(x):
    down = np.abs(np.diff(x, axis=1))  # (N, 7, 8)
    across = np.abs(np.diff(x, axis=2))  # (N, 8, 7)
    return np.hstack([down.reshape(-1, 56), across.reshape(-1, 56)])


print(edges(x_train).shape)

# %% svm
from sklearn.svm import SVC

strengths = [0.01, 0.1, 1, 10, 100]


def choose_svm(features):
    best, best_score = None, 0
    for C in strengths:
        svm = SVC(C=C).fit(features(x_train), y_train)
        score = svm.score(features(x_dev), y_dev)
        if score > best_score:
            best, best_score = svm, score
    return best


svm = choose_svm(edges)
accuracy_features = svm.score(edges(x_test), y_test)
print(svm.C, f"{accuracy_features:.1%}")

# %% prototypes
from sklearn.cluster import KMeans
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def flat(x):
    return x.reshape(-1, 64)


def learn(C, seed):
    system = make_pipeline(
        KMeans(100, n_init=1, random_state=seed),  # features
        StandardScaler(),  # to one scale
        LogisticRegression(C=C, max_iter=1000),  # mapping
    )
    return system.fit(flat(x_train), y_train)


# %% choose_prototypes
best_score = 0
for C in strengths:
    three = [learn(C, seed) for seed in range(3)]
    scores = [each.score(flat(x_dev), y_dev) for each in three]
    if np.mean(scores) > best_score:
        best_score = np.mean(scores)
        best_learned_c, learned = C, three

accuracies_learned = []
for system in learned:
    accuracies_learned.append(system.score(flat(x_test), y_test))
print(best_learned_c, *[f"{a:.1%}" for a in accuracies_learned])

# %% gallery
centres = learned[0][0].cluster_centers_[:30].reshape(3, 10, 8, 8)
fig, ax = plt.subplots(figsize=(4.8, 1.6))
ax.imshow(tile(centres), cmap="viridis")
ax.axis("off")
plt.show()

# %% network
import torch
from torch import nn


def new_network(width):
    return nn.Sequential(
        nn.Conv2d(1, width, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(width, 2 * width, 3, padding=1),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(2 * width * 16, 10),
    )


print(sum(p.numel() for p in new_network(64).parameters()))

# %% training
torch.set_num_threads(1)  # too small a network to share out


def tensor(x):
    return torch.tensor(x, dtype=torch.float32).unsqueeze(1)  # (N, 1, 8, 8)


def train_network(width, epochs, lr, seed):
    torch.manual_seed(seed)
    network = new_network(width)
    x, y = tensor(x_train), torch.tensor(y_train)
    optimizer = torch.optim.Adam(network.parameters())
    steps = epochs * len(x) // 50
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, lr, total_steps=steps)
    for _ in range(epochs):
        for batch in torch.randperm(len(x)).split(50):
            loss = nn.functional.cross_entropy(network(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return network


@torch.no_grad()
def answers(network, x):
    return network(tensor(x)).argmax(dim=1).numpy()


def accuracy(network, x, y):
    return np.mean(answers(network, x) == y)


# %% deep
from itertools import product

best_score = 0
for setting in product([16, 32, 64], [5, 10], [0.001, 0.01, 0.1]):
    three = [train_network(*setting, seed) for seed in range(3)]
    score = np.mean([accuracy(net, x_dev, y_dev) for net in three])
    if score > best_score:
        best_score, best_setting, networks = score, setting, three

accuracies_deep = [accuracy(net, x_test, y_test) for net in networks]
print(*best_setting, *[f"{a:.1%}" for a in accuracies_deep])

# %% pixels
pixel_svm = choose_svm(flat)
accuracy_pixels = pixel_svm.score(flat(x_test), y_test)
print(pixel_svm.C, f"{accuracy_pixels:.1%}")

# %% paired
from scipy.stats import binomtest

right_svm = pixel_svm.predict(flat(x_test)) == y_test
chances = []
for network in networks:
    right = answers(network, x_test) == y_test
    only_svm = int((right_svm & ~right).sum())
    only_network = int((right & ~right_svm).sum())
    test = binomtest(only_svm, only_svm + only_network)
    chances.append(test.pvalue)
    print(only_svm, only_network, f"{test.pvalue:.1%}")

# %% check
n_train, n_dev, n_test = len(x_train), len(x_dev), len(x_test)
chance = np.bincount(y_test).max() / n_test
features = edges(x_train).shape[1]
best_features_c, best_pixels_c = svm.C, pixel_svm.C
width, epochs, rate = best_setting
mean_learned, mean_deep = np.mean(accuracies_learned), np.mean(accuracies_deep)
lowest_learned, highest_learned = min(accuracies_learned), max(accuracies_learned)
lowest_deep, highest_deep = min(accuracies_deep), max(accuracies_deep)
uncertainty_points = 200 * np.sqrt(mean_deep * (1 - mean_deep) / n_test)
clear_cases = sum(each < 0.05 for each in chances)
parameters = sum(p.numel() for p in networks[0].parameters())
close = [accuracy_features, accuracy_pixels, *accuracies_deep]
spread_points = 100 * (max(close) - min(close))
assert accuracy_rules > 3 * chance
assert min(*close, lowest_learned) > accuracy_rules + 0.2
assert spread_points < 2.5  # the order of these three is not claimed
assert highest_learned < accuracy_features - 0.005
for chosen in [svm.C, pixel_svm.C, best_learned_c]:
    assert strengths[0] < chosen < strengths[-1]
assert rate == 0.01  # more width and more epochs would take too long
