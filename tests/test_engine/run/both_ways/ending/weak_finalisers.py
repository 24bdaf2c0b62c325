# Right: weakref.finalize calls at exit, in reverse order, once.
# %% first
import weakref


class Thing: ...


first, second, third = Thing(), Thing(), Thing()
weakref.finalize(first, print, "first")
weakref.finalize(second, print, "second")

# %% second
weakref.finalize(third, print, "third, at once")
del third
weakref.finalize(first, print, "never").atexit = False
print("end of the program")
