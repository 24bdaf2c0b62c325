# Right: what commands write to either stream appears where they ran, and os.system gives their exit code.
# %% show
import os

print("before")
code = os.system("echo from the shell; echo to the error output >&2; exit 3")
print("after", os.waitstatus_to_exitcode(code))
