# Right: a text behind comments alone is the docstring, and knows no names.
# %% show
"""What the program says of itself, {x}."""
x = 1
print(__doc__)
