# Right: SystemExit ends the thread alone, without a word.
# %% show
import sys
import threading

thread = threading.Thread(target=sys.exit, args=("unheard",))
thread.start()
thread.join()
print("goes on", thread.is_alive())
