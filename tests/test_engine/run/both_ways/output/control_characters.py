# Right: every control character is written as it is.
# %% show
print("".join(map(chr, range(32))), end="|\n")
print("null \0 bell \a delete \x7f", "v\vt", "ff\fx", "tab\tstop", "a\bb")
