# Right: a function finds names of later cells when it is called, and not before.
# %% first
def area():
    return width * height


try:
    area()
except NameError as error:
    print(error)
width = 3

# %% second
height = 4
print(area())
del width

# %% third
try:
    area()
except NameError as error:
    print(error, error.name)
