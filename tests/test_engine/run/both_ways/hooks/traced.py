# Right: a trace function sees the calls and lines of the program.
# %% define
import sys


def work():
    x = 1
    return x


def trace(frame, event, value):
    print(event, frame.f_code.co_name, frame.f_lineno, value, frame.f_code.co_filename == __file__)
    return trace


# %% trace
sys.settrace(trace)
work()
sys.settrace(None)
work()
sys.setprofile(lambda frame, event, value: print(event, frame.f_code.co_name, frame.f_lineno))
work()
sys.setprofile(None)
