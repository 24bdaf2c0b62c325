# Right: the clocks of the process begin with it, and time goes on.
# %% show
import resource
import time

used = time.process_time()
begun = time.perf_counter()
time.sleep(0.01)
print(used < 30, time.thread_time() < 30, time.perf_counter() - begun >= 0.01, time.process_time() >= used)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime)
