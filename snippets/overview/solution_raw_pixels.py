# /// script
# dependencies = ["numpy", "scikit-learn"]
# ///

# %% [markdown]
# # What does a linear model reach without any features?

# %% solve
import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

digits = load_digits()
pixels = digits.data / 16  # (1797, 64)
x_rest, x_test, y_rest, y_test = train_test_split(
    pixels, digits.target, test_size=797, stratify=digits.target, random_state=0
)
x_train, x_dev, y_train, y_dev = train_test_split(x_rest, y_rest, test_size=250, stratify=y_rest, random_state=0)

strengths = [0.1, 1, 10]
models = [LogisticRegression(C=c, max_iter=1000).fit(x_train, y_train) for c in strengths]
best = int(np.argmax([m.score(x_dev, y_dev) for m in models]))
accuracy_pixels = models[best].score(x_test, y_test)
print(f"C = {strengths[best]}: {accuracy_pixels:.1%}")

# %% check
scores = x_test @ models[best].coef_.T + models[best].intercept_
assert np.mean(scores.argmax(axis=1) == y_test) == accuracy_pixels
