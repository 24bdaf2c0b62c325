# Right: quit ends the program, with a number if it is given one.
# %% show
print(quit, copyright.__class__.__name__)
quit(4)
