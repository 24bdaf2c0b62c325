# Right: no newline is added.
# %% show
print("one", end=", ")
print("two", end="")
