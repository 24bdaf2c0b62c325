# Right: forked workers know the functions and values of all cells.
# %% first
import multiprocessing as mp

factor = 3


def scaled(x):
    return factor * x


# %% second
factor = 5
with mp.get_context("fork").Pool(2) as pool:
    print(pool.map(scaled, range(5)))
print(mp.current_process().name, mp.parent_process(), mp.active_children())
