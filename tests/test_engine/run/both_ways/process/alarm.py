# Right: an alarm that one cell sets comes in another.
# %% set
import signal


def late(number, frame):
    raise TimeoutError("too late")


signal.signal(signal.SIGALRM, late)
signal.setitimer(signal.ITIMER_REAL, 0.05)

# %% wait
import time

try:
    time.sleep(5)
except TimeoutError as error:
    print(error)
