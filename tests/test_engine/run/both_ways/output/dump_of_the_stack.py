# Right: the dump names the lines of the program and no other frame.
# %% show
import faulthandler


def inner():
    faulthandler.dump_traceback(all_threads=False)


inner()

# %% module
faulthandler.dump_traceback(all_threads=False)
