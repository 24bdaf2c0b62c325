# Right: a closed standard output raises ValueError; the error output goes on; the process ends well.
# %% show
import sys

print("last words")
sys.stdout.close()

# %% closed
try:
    print("unheard")
except ValueError as error:
    print(error, file=sys.stderr)
