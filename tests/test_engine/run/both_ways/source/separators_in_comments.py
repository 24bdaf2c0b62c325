# Right: a comment goes on behind a separator that ends no line.
# %% show
# first partx = 5
x = 1
# one x = 2
print(x)
