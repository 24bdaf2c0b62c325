# Right: a file with "all", though nothing closes it.
# %% keep
import json
import torch

json.kept = open("kept.txt", "w")
json.kept.write("all")
