# Right: workers of a fork server find the program's functions.
# %% show
import multiprocessing as mp


def square(x):
    return x * x, mp.current_process().name, __name__


if __name__ == "__main__":
    context = mp.get_context("forkserver")
    with context.Pool(1) as pool:
        print(pool.map(square, [1, 2]))
