# Right: a group of exceptions is shown as a tree.
# %% show
def failing(number):
    try:
        raise ValueError(number)
    except ValueError as error:
        return error


raise ExceptionGroup("several", [failing(1), ExceptionGroup("inner", [failing(2), TypeError("bare")])])
