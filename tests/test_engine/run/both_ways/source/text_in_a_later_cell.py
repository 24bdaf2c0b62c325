# Right: only a text at the beginning of the program is its docstring.
# %% show
x = 1

# %% text
"""Not the docstring."""
print(__doc__, x)
