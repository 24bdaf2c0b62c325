# /// script
# dependencies = ["numpy", "scikit-learn"]
# ///

# %% [markdown]
# # What does a linear model reach without any features?

# %% solve
from sklearn.cluster import KMeans
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

digits = load_digits()
x_rest, x_test, y_rest, y_test = train_test_split(
    digits.data / 16, digits.target, test_size=797, stratify=digits.target, random_state=0
)
x_train, _, y_train, _ = train_test_split(x_rest, y_rest, test_size=250, stratify=y_rest, random_state=0)


def answers(*features):
    model = make_pipeline(*features, StandardScaler(), LogisticRegression(max_iter=1000))
    return model.fit(x_train, y_train).predict(x_test)


right_pixels = answers() == y_test
accuracy_pixels = right_pixels.mean()
print(f"pixels: {accuracy_pixels:.1%}")
only_prototypes, only_pixels = [], []
for seed in range(3):
    right = answers(KMeans(200, n_init=1, random_state=seed)) == y_test
    only_prototypes.append(int((right & ~right_pixels).sum()))
    only_pixels.append(int((right_pixels & ~right).sum()))
    print(f"prototypes: {right.mean():.1%}, only prototypes {only_prototypes[-1]}, only pixels {only_pixels[-1]}")

# %% check
import numpy as np
from scipy.stats import binomtest

by_hand = (x_train - x_train.mean(axis=0)) / np.maximum(x_train.std(axis=0), 1e-12)
assert np.allclose(StandardScaler().fit_transform(x_train), by_hand)
by_chance = [binomtest(a, a + b).pvalue for a, b in zip(only_prototypes, only_pixels)]
least_chance, most_chance = min(by_chance), max(by_chance)
assert most_chance > 0.05
assert all(a > b for a, b in zip(only_prototypes, only_pixels))
