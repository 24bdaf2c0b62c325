# Right: the traceback names the program's frames alone, and the exit code is 1.
# %% first
def divide(a, b):
    return a / b


# %% second
print("before")
divide(
    1,
    0,
)
print("never")

# %% third
print("never")
