# Right: errors that come from Python's own code name its lines too.
# %% show
import json

json.loads("{'a': 1}")
