# Right: with Matplotlib's own settings a picture is Matplotlib's own, to the byte.
# %% first
import hashlib

import matplotlib.pyplot as plt

plt.rcdefaults()
fig, axes = plt.subplots(1, 2)
axes[0].plot([1, 4, 9], label="line")
axes[0].legend()
axes[1].imshow([[1, 2], [3, 4]])
axes[1].set_title("pixels")
fig.savefig("defaults.png", metadata={"Software": None})
plt.close(fig)

# %% second
print(hashlib.sha256(open("defaults.png", "rb").read()).hexdigest())
plt.style.use("ggplot")
fig, ax = plt.subplots()
ax.bar(["a", "b"], [1, 2])
fig.savefig("ggplot.png", metadata={"Software": None})
plt.close(fig)
print(hashlib.sha256(open("ggplot.png", "rb").read()).hexdigest())
