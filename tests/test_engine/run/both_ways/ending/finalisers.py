# Right: values of the program's names are taken down in the order in which Python does it.
# %% first
class Named:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


b = Named("b")
_hidden = Named("_hidden")
a = Named("a")
__dunder__ = Named("__dunder__")

# %% second
b = Named("b again")
c = [Named("in a list")]
cycle = Named("in a cycle")
cycle.itself = cycle
print("end of the program")
