# Right: the program's hook gets the errors of threads, and the old one can be put back.
# %% first
import threading


def fail():
    raise RuntimeError("lost")


threading.excepthook = lambda report: print("handled", report.exc_type.__name__, report.exc_value, report.thread.name)
thread = threading.Thread(target=fail)
thread.start()
thread.join()

# %% second
threading.excepthook = threading.__excepthook__
thread = threading.Thread(target=fail, name="worker")
thread.start()
thread.join()
