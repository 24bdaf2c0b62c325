# Right: the names of a module are there, in later cells too; the program's own win where they come later.
# %% first
from math import *

print(sqrt(2), pi)

# %% second
pi = 3
print(pi, floor(2.5), "cos" in dir())
