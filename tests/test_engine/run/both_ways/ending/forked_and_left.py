# Right: 5, then the traceback of the second child and 1, then "at the end" once.
# %% fork
import os
import sys

if (child := os.fork()) == 0:
    sys.exit(5)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
if (child := os.fork()) == 0:
    raise RuntimeError("of the child")
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))

# %% end
print("at the end")
