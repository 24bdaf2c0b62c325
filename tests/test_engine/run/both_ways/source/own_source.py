# Right: getsource gives functions and classes of any cell as they are written, with their comments.
# %% first
import inspect


def relu(x):
    return max(x, 0)  # never below zero


# %% second
class Net:
    """A net."""

    @staticmethod
    def forward(x):
        return relu(x)


square = lambda x: x * x  # noqa: E731
print(inspect.getsource(relu))
print(inspect.getsource(Net), inspect.getsource(Net.forward))
print(inspect.getsource(square), inspect.getcomments(Net), inspect.getdoc(Net))

# %% module
import __main__

print(inspect.getsource(__main__) == open(__file__).read(), inspect.getsourcefile(relu) == __file__)
print(inspect.getmodule(relu), relu.__module__, Net.__qualname__, Net)
