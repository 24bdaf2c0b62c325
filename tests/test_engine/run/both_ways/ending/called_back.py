# Right: what is called when an object dies finds the names of the program.
# %% show
import os
import weakref


class Thing: ...


def gone(reference):
    print("gone", os.sep, type(reference).__name__)


kept = []
thing = Thing()
kept.append(weakref.ref(thing, gone))
del thing
print("end of the program")
other = Thing()
closing = weakref.finalize(other, lambda: print("closed", os.sep))
