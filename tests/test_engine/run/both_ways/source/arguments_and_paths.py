# Right: argv holds the name as it was typed, __file__ the whole path, and the first place of imports is the folder.
# %% show
import os
import sys

print(sys.argv)
print(__file__, sys.path[0] == os.getcwd() == os.path.dirname(__file__))
print(sys.path)

# %% started
print(sys.orig_argv[1:], sys.flags, sys._xoptions, sys.warnoptions)
