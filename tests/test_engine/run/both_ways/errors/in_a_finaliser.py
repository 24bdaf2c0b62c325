# Right: the error is shown and ignored.
# %% show
class Odd:
    def __del__(self):
        raise ValueError("lost")


odd = Odd()
del odd
print("goes on")

# %% generator
def numbers():
    try:
        yield 1
    finally:
        raise RuntimeError("lost in a generator")


next(numbers())
print("goes on")
