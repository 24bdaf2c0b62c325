# Right: a warning that a user would see is an error, and hidden ones stay hidden.
# %% first
import warnings

warnings.warn("hidden", PendingDeprecationWarning)
warnings.warn("hidden too", ResourceWarning)
exec("import warnings; warnings.warn('of other code', DeprecationWarning)", {"__name__": "other"})
print("goes on")

# %% second
warnings.warn("the step is large", RuntimeWarning)
