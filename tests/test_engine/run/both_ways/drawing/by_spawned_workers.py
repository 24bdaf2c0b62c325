# Right: processes that the program starts can draw and save.
# %% draw
import multiprocessing as mp

import matplotlib.pyplot as plt


def draw(k):
    fig, ax = plt.subplots()
    ax.plot([k, 1])
    fig.savefig(f"{k}.png")
    plt.close(fig)
    return k


if __name__ == "__main__":
    with mp.get_context("spawn").Pool(1) as pool:
        print(pool.map(draw, [1, 2]))
    with mp.get_context("fork").Pool(1) as pool:
        print(pool.map(draw, [3]))
