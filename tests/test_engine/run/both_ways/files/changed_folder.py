# Right: after chdir relative names lead into the other folder, in later cells and for new interpreters too.
# %% first
import os

os.mkdir("inner")
os.chdir("inner")
open("here.txt", "w").write("x")

# %% second
import subprocess
import sys

print(os.listdir(), os.path.basename(os.getcwd()))
subprocess.run([sys.executable, "-c", "import os; print(os.listdir())"])
print(os.path.exists(__file__), sys.path[0] == os.path.dirname(__file__))
