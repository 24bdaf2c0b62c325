# Right: a new text stream over the detached buffer works.
# %% show
import io
import sys

sys.stdout = io.TextIOWrapper(sys.stdout.detach(), encoding="utf-16-le", write_through=True)
print("wide")

# %% narrow
sys.stdout = io.TextIOWrapper(sys.stdout.detach(), encoding="utf-8", write_through=True)
print("narrow")
