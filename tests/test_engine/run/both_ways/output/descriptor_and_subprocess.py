# Right: the text of os.write and of a subprocess stands between the prints, in the order of writing.
# %% show
import os
import subprocess
import sys

print("python line")
sys.stdout.flush()
os.write(1, b"from os.write\n")
subprocess.run([sys.executable, "-c", "print('from a subprocess')"])

# %% again
os.write(2, b"to the error output\n")
print("python line")
