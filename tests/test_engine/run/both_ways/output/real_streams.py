# Right: sys.__stdout__ and sys.__stderr__ are the streams that sys.stdout and sys.stderr are.
# %% show
import sys

print("to the real one", file=sys.__stdout__)
print("kept")
print("to the real error output", file=sys.__stderr__)
print(sys.stdout is sys.__stdout__, sys.stderr is sys.__stderr__, sys.stdin is sys.__stdin__)
