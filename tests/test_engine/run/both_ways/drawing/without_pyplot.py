# Right: figures that are made without pyplot are Matplotlib's own, to the byte.
# %% show
import hashlib
import sys

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

figure = Figure(figsize=(3, 2))
FigureCanvasAgg(figure)
axes = figure.add_subplot()
axes.plot([1, 2, 3])
axes.set_title("without pyplot")
figure.savefig("figure.png", metadata={"Software": None})
print(hashlib.sha256(open("figure.png", "rb").read()).hexdigest(), "matplotlib.pyplot" in sys.modules)
