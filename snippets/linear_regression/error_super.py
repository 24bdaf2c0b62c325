# /// script
# dependencies = ["torch"]
# [tool.snippet]
# raises = { wrong = "AttributeError: cannot assign module before Module.__init__() call" }
# ///

# %% [markdown]
# # Forgotten super().__init__()

# %% right
from torch import nn


class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(1, 1)


model = LinearModel()
print(sum(p.numel() for p in model.parameters()))


# %% wrong
class Forgetful(nn.Module):
    def __init__(self):
        self.linear = nn.Linear(1, 1)


Forgetful()

# %% check
assert issubclass(Forgetful, nn.Module)
