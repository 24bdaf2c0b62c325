# Right: half of a character cannot be written to standard output, and is escaped on the error output.
# %% show
import sys

try:
    print("lost: \udce9")
except UnicodeEncodeError as error:
    print(error.reason, error.start)
print("seen: \udce9", file=sys.stderr)
