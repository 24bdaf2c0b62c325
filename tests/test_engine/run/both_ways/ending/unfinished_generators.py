# Right: a generator that is left in the middle is closed.
# %% show
def numbers():
    try:
        yield from range(9)
    finally:
        print("closed the generator")


left = numbers()
next(left)
print("end of the program")
