# Right: an error in a process is shown with its traceback, and its exit code is 1; that of a pool comes back.
# %% show
import multiprocessing as mp
import sys


def fail(x):
    raise ValueError(f"no {x}")


if __name__ == "__main__":
    process = mp.get_context("fork").Process(target=fail, args=(1,))
    process.start()
    process.join()
    print(process.exitcode)
    process = mp.get_context("fork").Process(target=sys.exit, args=(3,))
    process.start()
    process.join()
    print(process.exitcode)

# %% pool
if __name__ == "__main__":
    with mp.get_context("fork").Pool(1) as pool:
        try:
            pool.map(fail, [2])
        except ValueError as error:
            print(error, type(error.__cause__).__name__)
            print(error.__cause__)
