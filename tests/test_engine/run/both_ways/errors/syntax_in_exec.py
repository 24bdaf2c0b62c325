# Right: a syntax error is shown with its line and a caret.
# %% show
exec("x = 1\ny = = 2\n")
