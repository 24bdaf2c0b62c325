# Right: lines to standard output and error output stand in the order of writing.
# %% show
import sys

for step in range(3):
    print("out", step)
    print("err", step, file=sys.stderr)
    sys.stdout.write(f"written {step}\n")
    sys.stderr.write(f"written to err {step}\n")

# %% more
print("end of out", end="")
print(" and err", file=sys.stderr, end="")
print(" on one line")
