# Right: the program can go on when its file is changed or gone.
# %% first
import inspect
import os


def kept():
    return 1


with open(__file__, "a") as file:
    file.write("# changed while it runs\n")

# %% second
os.rename(__file__, "gone.txt")
print(kept(), os.listdir())
1 / 0
