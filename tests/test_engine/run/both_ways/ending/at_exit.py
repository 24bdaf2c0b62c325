# Right: functions are called in reverse order, also one that is registered at exit, and not those taken back.
# %% first
import atexit

atexit.register(print, "first registered")


@atexit.register
def nested():
    print("at exit")
    atexit.register(print, "registered at exit")


# %% second
atexit.register(print, "taken back")
atexit.unregister(print)
atexit.register(print, "registered in the second cell")
print("end of the program")
