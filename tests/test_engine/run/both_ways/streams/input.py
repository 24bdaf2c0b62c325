# Right: nothing can be read: input() is at the end at once.
# %% ask
import sys

try:
    name = input("Your name? ")
except EOFError as error:
    print("\nEOFError:", error)

# %% read
print(repr(sys.stdin.read()), repr(sys.stdin.readline()), list(sys.stdin), sys.stdin.buffer.read())
