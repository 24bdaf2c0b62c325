# Right: what the program hangs on other modules is taken down too.
# %% show
import builtins
import math
import sys
import types


class Named:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


math.kept = Named("on math")
made = sys.modules["made"] = types.ModuleType("made")
made.kept = Named("on a module of its own")
print("end of the program")
