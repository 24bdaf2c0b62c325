# Right: the error is shown with the thread's name; the program goes on and ends with 0.
# %% show
import threading


def work():
    raise RuntimeError("lost in a thread")


t = threading.Thread(target=work)
t.start()
t.join()
print("goes on")

# %% check
assert True
