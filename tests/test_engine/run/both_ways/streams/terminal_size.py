# Right: there is no terminal; its size is the usual fallback or what the environment says.
# %% show
import os
import shutil

try:
    os.get_terminal_size()
except OSError as error:
    print(error.strerror)
os.environ["COLUMNS"] = "33"
print(shutil.get_terminal_size())

# %% none
import getpass

print(os.isatty(0), os.isatty(1), os.isatty(2), hasattr(getpass, "getpass"))
