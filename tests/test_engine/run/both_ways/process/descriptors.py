# Right: a new process has the three streams open and nothing else, so that the next file is number 3.
# %% show
import os

with open("first.txt", "w") as file:
    print(file.fileno())
for descriptor in range(50):
    try:
        os.fstat(descriptor)
        print("open:", descriptor, os.get_inheritable(descriptor))
    except OSError:
        pass
