# /// script
# dependencies = ["numpy", "matplotlib", "scikit-learn"]
# ///

# %% [markdown]
# # The line with the widest margin

# %% data
import numpy as np
from sklearn.datasets import load_digits

digits = load_digits()
pictures = digits.images[digits.target < 2][:60] / 16  # zeros and ones only
labels = digits.target[digits.target < 2][:60]
centre = pictures[:, 3:5, 3:5].mean(axis=(1, 2))
sides = pictures[:, 2:6, [1, 2, 5, 6]].mean(axis=(1, 2))
x = np.stack([centre, sides], axis=1)  # (60, 2)

# %% fit
from sklearn.svm import SVC

svm = SVC(kernel="linear", C=1e6).fit(x, labels)
w, b = svm.coef_[0], svm.intercept_[0]
margin = 2 / np.linalg.norm(w)
support = x[svm.support_]
print(f"{margin:.3f}", len(support), len(x))

# %% margin
import matplotlib.pyplot as plt

for digit, marker in [(0, "s"), (1, "o")]:
    plt.scatter(*x[labels == digit].T, marker=marker, color=f"C{digit}", s=28, label=f"digit {digit}")
plt.scatter(*support.T, s=130, facecolors="none", edgecolors="black", label="support vector")
c = np.linspace(-0.05, 1.05, 2)
for offset, style in [(-1, "--"), (0, "-"), (1, "--")]:
    plt.plot(c, (offset - b - w[0] * c) / w[1], style, color="black", lw=1 if offset else 2)
plt.fill_between(c, (-1 - b - w[0] * c) / w[1], (1 - b - w[0] * c) / w[1], color="gray", alpha=0.2, lw=0)
plt.axis([-0.05, 1.05, 0, 0.8])
plt.gca().set_aspect("equal")
plt.xlabel("ink in the centre")
plt.ylabel("ink at the sides")
plt.legend(fontsize=9)
plt.show()

# %% check
signs = np.where(labels == 1, 1, -1)
distances = signs * (x @ w + b) / np.linalg.norm(w)
nearest = distances.min()
n_points, n_support = len(x), len(support)
assert (distances > 0).all()
assert abs(2 * nearest - margin) < 1e-3
alone = SVC(kernel="linear", C=1e6).fit(support, labels[svm.support_])
margin_without_the_rest = 2 / np.linalg.norm(alone.coef_[0])
assert abs(margin_without_the_rest - margin) < 1e-3
