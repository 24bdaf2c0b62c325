# Right: an assertion that fails in the last cell is shown with its text and its line.
# %% show
loss = 0.5

# %% check
assert loss < 0.1, f"the loss is {loss}"
