# Right: while descriptor 1 leads elsewhere, prints and subprocesses write there.
# %% away
import os
import subprocess

kept = os.dup(1)
file = os.open("log.txt", os.O_WRONLY | os.O_CREAT)
os.dup2(file, 1)
print("into the file")
subprocess.run(["echo", "into the file too"])

# %% back
os.dup2(kept, 1)
print("back again:", open("log.txt").read().split("\n"))
