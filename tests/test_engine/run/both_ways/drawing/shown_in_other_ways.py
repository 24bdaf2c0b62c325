# Right: fig.show, pause, subfigures and three dimensions raise nothing and print nothing.
# %% fig_show
import matplotlib.pyplot as plt

fig, ax = plt.subplots()
ax.plot([1, 2])
fig.show()
plt.close(fig)

# %% pause
for k in range(2):
    plt.plot([k, 1])
    plt.pause(0.01)
plt.close()

# %% sub
fig = plt.figure(layout="constrained")
a, b = fig.subfigures(1, 2)
a.subplots().plot([1])
b.subplots().semilogy([1, 1000])
b.suptitle("right side")
plt.show()

# %% d3
import numpy as np

ax = plt.figure().add_subplot(projection="3d")
ax.plot_surface(*np.mgrid[0:2:5j, 0:2:5j], np.ones((5, 5)))
plt.show()
print("done")
