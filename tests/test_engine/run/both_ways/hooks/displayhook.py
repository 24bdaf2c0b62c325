# Right: an expression alone shows nothing; the display hook shows it where it is asked to.
# %% show
import builtins
import sys

5
sys.displayhook([1, 2])
print(builtins._)

# %% interactive
for line in ("'shown'", "None", "6 * 7"):
    exec(compile(line, "typed", "single"))
