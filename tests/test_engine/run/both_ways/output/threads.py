# Right: what threads write stands where they wrote it.
# %% show
import threading

print("main")
for number in range(3):
    thread = threading.Thread(target=print, args=("thread", number))
    thread.start()
    thread.join()

# %% between
turn = threading.Event()
thread = threading.Thread(target=lambda: (turn.wait(), print("in the second cell")))
thread.start()
turn.set()
thread.join()
print("main")
