# Right: print writes nothing where sys.stdout is None.
# %% show
import sys

sys.stdout = None
print("nowhere")

# %% back
sys.stdout = sys.__stdout__
print("somewhere")
