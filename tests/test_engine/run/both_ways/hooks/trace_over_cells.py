# Right: a trace function sees the program's calls alone.
# %% begin
import sys


def work():
    return 1


def trace(frame, event, value):
    print(event, frame.f_code.co_name, frame.f_lineno, frame.f_code.co_filename == __file__)


sys.settrace(trace)
work()

# %% more
work()

# %% end
sys.settrace(None)
work()
