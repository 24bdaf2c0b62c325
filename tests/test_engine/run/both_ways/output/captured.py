# Right: what contextlib and io capture is not written, and is what would have been.
# %% show
import contextlib
import io
import sys

with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
    print("captured")
    print("captured too", file=sys.stderr)
print(repr(out.getvalue()), repr(err.getvalue()))

# %% into_the_other
with contextlib.redirect_stdout(sys.stderr):
    print("to the error output")
