# Right: a Python that the program starts is the same one, in the same folder and environment.
# %% show
import os
import subprocess
import sys

os.environ["SET_BY_PROGRAM"] = "yes"
code = "import os, sys; print(os.listdir(), os.environ['SET_BY_PROGRAM'], sys.argv, sys.flags.utf8_mode, sys.prefix)"
subprocess.run([sys.executable, "-c", code, "argument"], check=True)
print(sys.executable, sys.prefix, sys.base_prefix)

# %% warning
done = subprocess.run([sys.executable, "-c", "import warnings; warnings.warn('odd')"], capture_output=True, text=True)
print(done.returncode, done.stderr)
