# Right: what is no number is written as text, and the exit code is 1.
# %% show
import sys

try:
    sys.exit(True)
except SystemExit as error:
    print(repr(error), error.code)
sys.exit([1, "two"])
