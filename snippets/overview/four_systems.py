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
        stratify=y,  # the same mix of digits in both
        random_state=0,  # the same split every time
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
fig, axes = plt.subplots(2, 1, figsize=(4.8, 5.8))
for ax, five in zip(axes, [range(5), range(5, 10)]):
    rows = [
        [groups[digit][0] for digit in five],
        [groups[digit][1] for digit in five],
        [groups[digit].mean(axis=0) for digit in five],
    ]
    ax.imshow(tile(rows), cmap="viridis")
    ax.set_yticks([4.5, 14.5, 24.5], ["", "", "mean"])
    ax.set_xticks(np.arange(5) * 10 + 4.5, five)
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
    down = np.abs(np.diff(x, axis=1))  # (images, 7, 8)
    across = np.abs(np.diff(x, axis=2))  # (images, 8, 7)
    down, across = down.reshape(-1, 56), across.reshape(-1, 56)
    return np.hstack([down, across])  # (images, 112)


print(edges(x_train).shape)

# %% svm
from sklearn.svm import SVC

values_of_C = [0.01, 0.1, 1, 10, 100]


def choose(features):
    best, best_score = None, 0
    for C in values_of_C:
        model = SVC(C=C).fit(features(x_train), y_train)
        score = model.score(features(x_dev), y_dev)
        if score > best_score:
            best, best_score = model, score
    return best


svm = choose(edges)
accuracy_features = svm.score(edges(x_test), y_test)
print(svm.C, f"{accuracy_features:.1%}")

# %% prototypes
from sklearn.cluster import KMeans
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def flat(x):
    return x.reshape(-1, 64)


def linear(C):
    return make_pipeline(
        StandardScaler(),  # every feature to one scale
        LogisticRegression(C=C, max_iter=1000),
    )


def learn(C, seed):
    kmeans = KMeans(100, n_init=1, random_state=seed)
    system = make_pipeline(kmeans, linear(C))
    return system.fit(flat(x_train), y_train)


# %% choose_prototypes
best_score = 0
for C in values_of_C:
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
centres = learned[0][0].cluster_centers_[:20].reshape(4, 5, 8, 8)
fig, ax = plt.subplots(figsize=(4.8, 3.9))
ax.imshow(tile(centres), cmap="viridis")
ax.axis("off")
plt.show()

# %% network
import torch
from torch import nn


def new_network(width):  # kinds of features in the first layer
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
    return torch.tensor(x, dtype=torch.float32).unsqueeze(1)  # (images, 1, 8, 8)


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
    scores = network(tensor(x))  # (images, 10)
    return scores.argmax(dim=1).numpy()


def share_right(network, x, y):
    return np.mean(answers(network, x) == y)


# %% deep
from itertools import product

best_score = 0  # wider and longer would take too long
for setting in product([16, 32, 64], [5, 10], [0.001, 0.01, 0.1]):
    three = [train_network(*setting, seed) for seed in range(3)]
    score = np.mean([share_right(net, x_dev, y_dev) for net in three])
    if score > best_score:
        best_score, best_setting, networks = score, setting, three

accuracies_deep = [share_right(net, x_test, y_test) for net in networks]
print(*best_setting, *[f"{a:.1%}" for a in accuracies_deep])


# %% crossed
def distances(kmeans):
    return lambda x: kmeans.transform(flat(x))


kinds = {
    "edges": [edges],
    "prototypes": [distances(each[0]) for each in learned],  # three seeds
    "pixels": [flat],
}


def reached(versions, mapping):
    best_score, test_score = 0, None
    for C in values_of_C:
        dev_scores, test_scores = [], []
        for features in versions:
            model = mapping(C=C).fit(features(x_train), y_train)
            dev_scores.append(model.score(features(x_dev), y_dev))
            test_scores.append(model.score(features(x_test), y_test))
        if np.mean(dev_scores) > best_score:
            best_score, test_score = np.mean(dev_scores), np.mean(test_scores)
    return test_score


six_accuracies = []
for name, versions in kinds.items():
    row = [reached(versions, linear), reached(versions, SVC)]
    six_accuracies += row
    print(*[f"{a:.1%}" for a in row], name)

# %% paired
from scipy.stats import binomtest

pixel_svm = choose(flat)
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
n_features = edges(x_train).shape[1]
best_features_c, best_pixels_c = svm.C, pixel_svm.C
accuracy_rules_train = np.mean([by_rules(image) == digit for image, digit in zip(x_train, y_train)])
accuracy_pixels = six_accuracies[5]
gains = [100 * (b - a) for a, b in zip(six_accuracies[::2], six_accuracies[1::2])]
smallest_gain, largest_gain = min(gains), max(gains)
prototypes_ahead = [100 * (b - a) for a, b in zip(six_accuracies[:2], six_accuracies[2:4])]
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
assert 0.5 < smallest_gain < largest_gain < 6  # points; straight and bent boundary
assert max(map(abs, prototypes_ahead)) < 2.5  # edges and prototypes, same mapping
assert six_accuracies[5] > max(six_accuracies[::2])
assert abs(six_accuracies[1] - accuracy_features) < 1e-9
assert abs(six_accuracies[2] - mean_learned) < 1e-9
assert abs(six_accuracies[5] - pixel_svm.score(flat(x_test), y_test)) < 1e-9
for chosen in [svm.C, pixel_svm.C, best_learned_c]:
    assert values_of_C[0] < chosen < values_of_C[-1]
assert rate == 0.01
