# Right: a warning that the program lets through is shown with file, line and text on the error output.
# %% show
import warnings

with warnings.catch_warnings():
    warnings.simplefilter("always")
    print("before")
    warnings.warn("the step is large")
    print("after")

# %% recorded
def old():
    warnings.warn("use new", DeprecationWarning, stacklevel=2)


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    old()
    warnings.warn("from nowhere", stacklevel=9)
for each in caught:
    print(each.category.__name__, each.message, each.filename == __file__, each.lineno)
