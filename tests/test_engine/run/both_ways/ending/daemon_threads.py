# Right: a daemon thread ends with the process, wherever it is.
# %% show
import threading
import time


def forever():
    print("daemon begins")
    time.sleep(60)
    print("never")


threading.Thread(target=forever, daemon=True).start()
time.sleep(0.05)
print("main is done")
