# %% [markdown]
# # A file from a stranger

# %% surprise
import torch


class Surprise:
    def __reduce__(self):
        return print, ("!!! ☠ !!!",)


torch.save(Surprise(), "surprise.pt")
torch.load("surprise.pt", weights_only=False)

# %% refused
import pickle

refused = []
torch.save(torch.nn.Linear(1, 1), "model.pt")
for file in "surprise.pt", "model.pt":
    try:
        torch.load(file, weights_only=True)
    except pickle.UnpicklingError as error:
        refused.append(type(error).__name__)
        print(file, refused[-1])

# %% check
assert refused == ["UnpicklingError", "UnpicklingError"]
