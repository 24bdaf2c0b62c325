# Right: temporary folders and files are gone when the program is.
# %% show
import tempfile

folder = tempfile.TemporaryDirectory(dir=".")
open(folder.name + "/inside.txt", "w").close()
file = tempfile.NamedTemporaryFile(dir=".")
with tempfile.TemporaryDirectory(dir=".") as inner:
    print("in a folder")
kept = tempfile.mkdtemp(prefix="kept", suffix="", dir=".")

# %% rename
import os

os.rename(kept, "kept")
print("end of the program", len(os.listdir(".")))
