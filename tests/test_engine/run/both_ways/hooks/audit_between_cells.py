# Right: an empty line: nothing happens between the cells.
# %% watch
import sys

seen = []
sys.addaudithook(lambda event, arguments: seen.append(event))

# %% between
x = 1

# %% show
print(*seen)
