# Right: finalisers at the end can still print, and find the names of the program and what it imported.
# %% show
import os
import sys
import threading

setting = "kept"


class Late:
    def __del__(self):
        print(setting, os.sep, sys.is_finalizing(), type(self).__name__, len(helper()))
        sys.stderr.write(f"{threading.current_thread().name}\n")


def helper():
    return [late, setting]


late = Late()
print("end of the program")
