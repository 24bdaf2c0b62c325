# Right: the traceback shortens what repeats itself, and counts it.
# %% show
def forever():
    return forever()


forever()
