# Right: sep, end, several values and objects with forms of their own.
# %% show
import pprint


class Point:
    def __str__(self):
        return "(1, 2)"


print("a", "b", sep="\n", end="!\n")
print(*range(5), sep=" < ")
print(Point(), [1, 2.0, None], {"loss": 0.5}, 1e-7, 2**70, sep=" | ")
print()
pprint.pprint({"layers": [{"in": 784, "out": 128, "bias": True}] * 3, "name": "net"})
