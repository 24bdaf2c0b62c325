# /// script
# dependencies = ["torch"]
# [tool.snippet]
# raises = { wrong_shape = "RuntimeError: Error(s) in loading state_dict for Linear" }
# ///

# %% [markdown]
# # Files that do not load

# %% wrong_shape
import torch
from torch import nn

torch.save(nn.Linear(1, 1).state_dict(), "weights.pt")
nn.Linear(2, 1).load_state_dict(torch.load("weights.pt", weights_only=True))


# %% surprise
class Surprise:
    def __reduce__(self):
        return print, ("this text was printed by loading a file",)


torch.save(Surprise(), "surprise.pt")
torch.load("surprise.pt", weights_only=False)

# %% refused
import pickle

torch.save(nn.Linear(1, 1), "model.pt")
refused = []
for file in ("surprise.pt", "model.pt"):
    try:
        torch.load(file, weights_only=True)
    except pickle.UnpicklingError as error:
        refused.append(file)
        reason = str(error)[str(error).index("Unsupported") :]
        print(f"{file}: {reason.split('. ')[0]}")

# %% check
assert refused == ["surprise.pt", "model.pt"]
