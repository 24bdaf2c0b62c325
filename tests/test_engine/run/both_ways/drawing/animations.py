# Right: an animation is saved frame by frame; one that nobody keeps is reported when it is lost.
# %% saved
import matplotlib.pyplot as plt
from matplotlib.animation import FuncAnimation

fig, ax = plt.subplots()
(line,) = ax.plot([0, 1], [0, 1])


def step(k):
    line.set_ydata([k, 1])
    return (line,)


movie = FuncAnimation(fig, step, frames=3)
movie.save("movie.gif", writer="pillow")
print(plt.imread("movie.gif").ndim)
plt.close(fig)

# %% lost
fig, ax = plt.subplots()
FuncAnimation(fig, step, frames=5)
plt.close(fig)
print("goes on")
