# Right: "working", and the file with "done"; exit code 0.
# %% main
import sys


def main():
    print("working")
    with open("kept.txt", "w") as file:
        file.write("done")
    return 0


# %% call
if __name__ == "__main__":
    sys.exit(main())
