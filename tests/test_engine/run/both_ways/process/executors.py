# Right: the executors of concurrent.futures run the program's functions.
# %% show
import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def cube(x):
    return x**3


if __name__ == "__main__":
    with ThreadPoolExecutor(2) as pool:
        print(list(pool.map(cube, range(4))))
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        print(list(pool.map(cube, range(4))), pool.submit(cube, 9).result())
