# Right: the process leads its own group and has no threads or children besides.
# %% show
import multiprocessing
import os
import threading

print(os.getpgrp() == os.getpid(), os.getsid(0) == os.getpid(), threading.get_native_id() == os.getpid())
print(threading.enumerate() == [threading.main_thread()], threading.current_thread().name)
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError as error:
    print(error.strerror)

# %% name
print(multiprocessing.current_process(), multiprocessing.get_start_method(allow_none=True))
