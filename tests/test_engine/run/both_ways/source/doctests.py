# Right: the examples of all cells are found, and the one that fails is shown.
# %% first
import doctest


def double(x):
    """Doubles.

    >>> double(2)
    4
    """
    return 2 * x


# %% second
def half(x):
    """Halves.

    >>> half(2)
    2
    """
    return x / 2


print(doctest.testmod())
