# Right: what processes print, by any way of starting them, stands where they ran.
# %% show
import multiprocessing as mp
import sys


def work(way):
    print("print in", way)
    sys.stderr.write(f"error output in {way}\n")


if __name__ == "__main__":
    for way in ("fork", "spawn", "forkserver"):
        print("before", way)
        process = mp.get_context(way).Process(target=work, args=(way,))
        process.start()
        process.join()
        print("after", way, process.exitcode)
