# Right: pyplot brings what it needs and nothing else.
# %% show
import matplotlib.pyplot as plt
import sys

plt.close(plt.figure())
print(
    [name for name in ("torch", "pandas", "msgspec", "mplfonts", "snippets", "greenlet", "yaml") if name in sys.modules]
)
print(sorted(name for name in sys.modules if name.startswith("matplotlib.") and name.count(".") == 1))

# %% missing
import matplotlib

print([part for part in ("animation", "colorizer", "tri", "sankey", "testing") if hasattr(matplotlib, part)])
