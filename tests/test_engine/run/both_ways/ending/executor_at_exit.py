# Right: what was given to an executor is still done.
# %% show
import time
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(1)
pool.submit(time.sleep, 0.05)
pool.submit(print, "done by the executor")
print("main is done")
