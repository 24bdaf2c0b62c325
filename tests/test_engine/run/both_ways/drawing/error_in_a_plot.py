# Right: an error while drawing is shown with the program's line and Matplotlib's.
# %% show
import matplotlib.pyplot as plt

fig, ax = plt.subplots()
ax.set_title("$\\frac{1}$")

# %% draw
try:
    fig.canvas.draw()
except ValueError as error:
    print(str(error).splitlines()[-1])
plt.close(fig)
plt.plot([1, 2], [1, 2, 3])
