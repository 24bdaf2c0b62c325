# %% [markdown]
# # A file from a stranger

# %% surprise
import torch


class Surprise:
    def __reduce__(self):
        return print, ("this text was printed by loading a file",)


torch.save(Surprise(), "surprise.pt")
torch.load("surprise.pt", weights_only=False)

# %% refused
import pickle

import numpy as np

torch.save(torch.nn.Linear(1, 1), "model.pt")
torch.save(np.zeros(3), "array.pt")
refused = []
for file in ("surprise.pt", "model.pt", "array.pt"):
    try:
        torch.load(file, weights_only=True)
    except pickle.UnpicklingError as error:
        refused.append(file)
        reason = str(error)[str(error).index("Unsupported") :]
        print(f"{file}: {reason.split('. ')[0]}")

# %% check
assert refused == ["surprise.pt", "model.pt", "array.pt"]
