# Right: values of any kind may be bound at the end; nothing is printed of them.
# %% net
import numpy
import torch
from torch import nn

net = nn.Sequential(nn.LazyLinear(8), nn.ReLU(), nn.LazyLinear(1))
for name, param in net.named_parameters():
    print(name, type(param).__name__)

# %% odd
import os

odd = os.fsdecode(b"caf\xe9.csv")
n = 3**10000
small = torch.tensor([1.0, 2.0]).to(torch.float8_e4m3fn)
long = numpy.longdouble(1) / 3
sparse, meta = torch.eye(2).to_sparse(), torch.empty(2, device="meta")


class Hostile:
    def __getattr__(self, name):
        print("asked for", name)
        raise RuntimeError(name)

    def __len__(self):
        print("asked for its length")
        return 1

    def __eq__(self, other):
        print("compared")
        raise RuntimeError


hostile = Hostile()
print(len(odd), n % 1000, small.dtype)

# %% check
assert len(net) == 3
