# Right: showing one figure, or two, prints nothing.
# %% one
import matplotlib.pyplot as plt

plt.plot([1, 2])
print(plt.show())

# %% two
figures = [plt.figure() for _ in range(2)]
for figure in figures:
    figure.add_subplot().plot([1, 2])
plt.show()
print("done")
