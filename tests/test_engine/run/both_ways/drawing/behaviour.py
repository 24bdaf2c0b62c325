# Right: what does not concern the look is as Matplotlib has it.
# %% first
import matplotlib
import matplotlib.pyplot as plt

print(plt.isinteractive(), plt.get_fignums(), plt.rcParams is matplotlib.rcParams)
LOOK = "backend figure.figsize figure.facecolor axes.facecolor axes.prop_cycle axes.spines font. grid. image.cmap legend. mathtext savefig svg axes3d"
LOOK += " axes.edgecolor axes.labelcolor axes.titlesize axes.titleweight lines.linewidth lines.solid_capstyle xtick.color ytick.color"
same = {key for key, value in matplotlib.rcParams.items() if value == matplotlib.rcParamsDefault[key]}
print(sorted(key for key in matplotlib.rcParams if key not in same and not key.startswith(tuple(LOOK.split()))))

# %% second
fig, ax = plt.subplots()
print(fig.number, type(fig).__name__, ax.name, fig.get_layout_engine(), type(fig.canvas).__mro__[-2].__name__)
ax.plot([0, 10], [-1, 1])
ax.set_title("title")
print(ax.get_title(), ax.get_title("left"))
print(ax.get_xlim(), ax.get_ylim(), ax.get_xticks(), ax.get_autoscale_on())
plt.close(fig)

# %% third
fig, ax = plt.subplots(num="named", dpi=100)
print(plt.fignum_exists("named"), plt.gcf() is fig, plt.gca() is ax, fig.dpi, plt.get_figlabels())
fig.canvas.mpl_connect("close_event", lambda event: print(event.name))
fig.canvas.mpl_connect("draw_event", lambda event: print(event.name))
fig.canvas.draw()
plt.close(fig)
