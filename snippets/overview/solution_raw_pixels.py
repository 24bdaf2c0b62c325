# /// script
# dependencies = ["numpy", "scikit-learn"]
# ///

# %% [markdown]
# # What does a linear model reach without any features?

# %% data
from sklearn.cluster import KMeans
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

digits = load_digits()
x, x_test, y, y_test = train_test_split(
    digits.data / 16, digits.target, test_size=797, stratify=digits.target, random_state=0
)
x_train, _, y_train, _ = train_test_split(x, y, test_size=250, stratify=y, random_state=0)


def fit(*features):
    linear = LogisticRegression(max_iter=1000)
    model = make_pipeline(*features, StandardScaler(), linear)
    return model.fit(x_train, y_train)


# %% solution
from scipy.stats import binomtest

right_pixels = fit().predict(x_test) == y_test
print(f"{right_pixels.mean():.3f}")
only_prototypes, only_pixels, chances = [], [], []
for seed in range(3):
    prototypes = fit(KMeans(100, n_init=1, random_state=seed))
    right = prototypes.predict(x_test) == y_test
    ours = int((right & ~right_pixels).sum())
    theirs = int((right_pixels & ~right).sum())
    chance = binomtest(ours, ours + theirs).pvalue
    print(f"{right.mean():.3f}", ours, theirs, f"{chance:.1%}")
    only_prototypes.append(ours)
    only_pixels.append(theirs)
    chances.append(chance)

# %% check
import numpy as np

by_hand = (x_train - x_train.mean(axis=0)) / np.maximum(x_train.std(axis=0), 1e-12)
assert np.allclose(StandardScaler().fit_transform(x_train), by_hand)
accuracy_pixels = right_pixels.mean()
more_prototypes = sum(only_prototypes) - sum(only_pixels)
assert min(chances) < 0.1
assert max(chances) < 0.4
assert all(a > b for a, b in zip(only_prototypes, only_pixels))
assert accuracy_pixels > 0.9
assert 0 < more_prototypes < 70
