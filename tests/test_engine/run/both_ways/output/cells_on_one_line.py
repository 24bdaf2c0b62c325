# Right: a line that one cell begins and the next one ends is one line.
# %% first
print("loss", end=" ")

# %% second
print(0.5, end="")

# %% third
print(" is small")
