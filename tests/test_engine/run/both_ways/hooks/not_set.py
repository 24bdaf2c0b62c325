# Right: a new interpreter has no hooks but its own, and nothing traces or watches.
# %% show
import gc
import sys
import threading
import tracemalloc

print(sys.excepthook is sys.__excepthook__, sys.displayhook is sys.__displayhook__)

# %% more
print(sys.gettrace(), sys.getprofile(), tracemalloc.is_tracing(), threading.gettrace(), hasattr(sys, "ps1"))

# %% collector
print(gc.isenabled(), gc.get_threshold(), gc.get_debug(), gc.callbacks, gc.get_freeze_count(), gc.garbage)
