# Right: the program's own pictures are written under their names; saving prints nothing and closes nothing.
# %% first
import os

import matplotlib.pyplot as plt

fig, ax = plt.subplots()
ax.plot([1, 4, 9])
plt.savefig("curve.png")
fig.savefig("curve.svg")
fig.savefig("curve.pdf", bbox_inches="tight")
print(plt.get_fignums(), sorted(os.listdir(".")))

# %% second
plt.close("all")
print(plt.get_fignums())
plt.imsave("pixels.png", [[0.0, 1.0], [1.0, 0.0]], cmap="gray")
print(plt.imread("pixels.png").shape, plt.imread("pixels.png")[0, :, 0])
