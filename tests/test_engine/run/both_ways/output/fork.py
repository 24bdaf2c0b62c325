# Right: a forked child writes through the same streams; the parent goes on after it.
# %% show
import os

print("parent begins")
child = os.fork()
if child == 0:
    print("child writes")
    os.write(2, b"child writes to the error output\n")
    os._exit(4)
_, status = os.waitpid(child, 0)
print("parent goes on", os.waitstatus_to_exitcode(status))
