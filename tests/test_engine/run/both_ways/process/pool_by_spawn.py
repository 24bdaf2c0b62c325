# Right: a new interpreter finds the program's functions, and runs its cells under another name.
# %% show
import multiprocessing as mp


def square(x):
    return x * x


print("module level of", __name__)
if __name__ == "__main__":
    with mp.get_context("spawn").Pool(1) as pool:
        print(pool.map(square, [1, 2, 3]))
