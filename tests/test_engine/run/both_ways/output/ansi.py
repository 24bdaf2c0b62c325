# Right: escape sequences are written as they are.
# %% show
print("\x1b[1;32mok\x1b[0m loss 0.3")
print("\x1b]0;title\x07\x1b[2K\x1b[Aabove")
