# Right: the system keeps one byte of the number.
# %% show
raise SystemExit(256 + 7)
