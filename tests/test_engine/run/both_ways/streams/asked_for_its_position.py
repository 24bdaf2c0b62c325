# Right: standard output is a file: it can be sought in, and says how much has been written.
# %% written
import sys

print(sys.stdout.seekable())
print(sys.stdout.tell(), sys.stdout.buffer.tell())
sys.stdout.write("more")
print(sys.stdout.tell())

# %% more
print(sys.stdout.tell(), sys.stdout.fileno(), sys.stdout.isatty())
