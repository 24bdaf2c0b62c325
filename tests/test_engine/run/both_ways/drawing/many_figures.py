# Right: more than twenty open figures bring Matplotlib's warning, which is an error.
# %% show
import matplotlib.pyplot as plt

try:
    for number in range(30):
        plt.figure()
except RuntimeWarning as warning:
    print(number, str(warning)[:40])
plt.close("all")
print(plt.get_fignums())
