# Right: Python suggests the near name, also from another cell.
# %% first
accuracy = 0.9

# %% second
try:
    [].apend(1)
except AttributeError as error:
    print(error, error.name)
print(acuracy)
