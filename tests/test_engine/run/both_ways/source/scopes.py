# Right: comprehensions, walrus, global, nonlocal and class bodies see the names that Python lets them see.
# %% first
x = "module"


def outer():
    x = "outer"

    def inner():
        nonlocal x
        x = "changed"
        return [x for _ in range(1)]

    def reach():
        global x, made
        x, made = "global", "made"

    print(inner(), x)
    reach()


outer()
print(x, made)


# %% second
class Scope:
    y = 2
    z = [y for _ in range(1)][0] if "y" in globals() else "no class name in a comprehension"


print(Scope.z, [last := n for n in range(3)], last)
try:
    print([k for k in range(2)], k)
except NameError as error:
    print(error)
