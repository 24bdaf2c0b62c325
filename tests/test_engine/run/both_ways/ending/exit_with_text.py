# Right: the text goes to the error output, the exit code is 1.
# %% show
import atexit
import sys

atexit.register(print, "at exit")
sys.exit("损失 is too large")
