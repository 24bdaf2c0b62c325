# Right: every way of arranging axes that Matplotlib has can be used.
# %% tight
import matplotlib.pyplot as plt

fig, axes = plt.subplots(2, 2)
fig.colorbar(axes[0, 0].imshow([[1, 2]]), ax=axes[0, 0])
print(fig.get_layout_engine())
plt.tight_layout()
fig.tight_layout(pad=2)
plt.show()

# %% adjusted
fig, ax = plt.subplots()
fig.subplots_adjust(left=0.3, bottom=0.25)
print(ax.get_position().x0, fig.subplotpars.left)
bar = fig.colorbar(ax.imshow([[1, 2]]))
fig.set_layout_engine("tight")
plt.show()

# %% others
fig = plt.figure(layout="compressed")
fig.subplots(1, 2)
plt.show()
fig = plt.figure(tight_layout=True)
grid = fig.add_gridspec(2, 2, wspace=0.5)
fig.add_subplot(grid[0, :])
grid.tight_layout(fig)
inset = fig.axes[0].inset_axes([0.5, 0.5, 0.4, 0.4])
fig.autofmt_xdate()
plt.show()
plt.rcParams["figure.autolayout"] = True
plt.figure().add_subplot()
plt.tight_layout()
plt.show()
