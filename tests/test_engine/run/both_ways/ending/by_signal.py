# Right: a signal that is not handled ends the program by that signal.
# %% show
import os
import signal

print("before")
os.kill(os.getpid(), signal.SIGTERM)
