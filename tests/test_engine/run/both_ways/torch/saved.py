# Right: modules and tensors are saved and loaded, by the name of the main module; sources can be seen.
# %% first
import inspect
from dataclasses import dataclass

import torch


def relu(x: torch.Tensor) -> torch.Tensor:
    return torch.clamp(x, min=0.0)


class Net(torch.nn.Module):
    def forward(self, x):
        return relu(x)


@dataclass
class Point:
    a: int = 1


print(inspect.getsource(relu))
print(inspect.getsource(Net))

# %% second
torch.save(Net(), "net.pt")
print(type(torch.load("net.pt", weights_only=False)).__name__, Point())
torch.manual_seed(0)
torch.save({"weights": torch.rand(3), "step": 5}, "weights.pt")
print(torch.load("weights.pt"))
try:
    torch.load("net.pt")
except Exception as error:
    print(type(error).__name__, "__main__.Net" in str(error))
