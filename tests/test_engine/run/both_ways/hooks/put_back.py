# Right: hooks that the program puts back report as before.
# %% first
import sys
import threading

threading.excepthook = sys.unraisablehook = print
threading.excepthook, sys.unraisablehook = threading.__excepthook__, sys.__unraisablehook__


class Odd:
    def __del__(self):
        raise ValueError("lost")


# %% second
thread = threading.Thread(target=lambda: 1 / 0, name="worker")
thread.start()
thread.join()
Odd()
