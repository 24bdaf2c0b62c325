# Right: threads go on after an uncaught error, and the exit code is 1.
# %% show
import threading
import time

go = threading.Event()
threading.Thread(target=lambda: (go.wait(5), time.sleep(0.05), print("thread is done"))).start()
go.set()
raise RuntimeError("main is done")
