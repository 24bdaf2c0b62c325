# Right: without a file behind it a print raises OSError.
# %% show
import os
import sys

kept = os.dup(1)
os.close(1)
try:
    print("unheard")
except OSError as error:
    print(error, file=sys.stderr)
os.dup2(kept, 1)
print("heard again")
