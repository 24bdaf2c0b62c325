# Right: the interrupt is shown and the process ends by the signal.
# %% show
print("before")
raise KeyboardInterrupt
