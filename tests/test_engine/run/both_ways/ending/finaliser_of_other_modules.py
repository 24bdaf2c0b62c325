# Right: what the program hangs on other modules is taken down too.
# %% show
import math


class Named:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


math.kept = Named("on math")
print("end of the program")
