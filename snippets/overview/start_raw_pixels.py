# /// script
# dependencies = ["numpy", "scikit-learn"]
# ///

# %% [markdown]
# # Start: what does a linear model reach without any features?

# %% start
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


prototypes = fit(KMeans(100, n_init=1, random_state=0))
right = prototypes.predict(x_test) == y_test
right_pixels = None  # the same without prototypes

# %% state
print(f"{right.mean():.3f}")
if right_pixels is None:
    print("missing: right_pixels")
else:
    print(f"{right_pixels.mean():.3f}")

# %% check
assert len(right) == 797
assert right_pixels is None or len(right_pixels) == 797
