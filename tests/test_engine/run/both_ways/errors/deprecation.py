# Right: a deprecation in the program itself is an error.
# %% show
import warnings

try:
    warnings.warn("use new", DeprecationWarning)
except DeprecationWarning as error:
    print("caught", error)
warnings.warn("use new again", DeprecationWarning)
