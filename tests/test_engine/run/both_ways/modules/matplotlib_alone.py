# Right: matplotlib brings no pyplot, and PIL no ImageDraw.
# %% show
import sys

import matplotlib

print(hasattr(matplotlib, "pyplot"), "matplotlib.pyplot" in sys.modules, "torch" in sys.modules)
import PIL

print(hasattr(PIL, "ImageDraw"), hasattr(PIL, "ImageFilter"))

# %% error
try:
    matplotlib.pyplot
except AttributeError as error:
    print(error)
