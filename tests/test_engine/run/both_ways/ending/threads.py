# Right: threads go on after the end, and what they print appears before what is called at exit.
# %% show
import atexit
import threading
import time

atexit.register(print, "said at exit")


def later():
    time.sleep(0.1)
    print("thread is done")


threading.Thread(target=later).start()
print("main is done")
