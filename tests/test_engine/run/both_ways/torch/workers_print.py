# Right: what the workers of a DataLoader print appears, and their seeds are those of PyTorch.
# %% show
import torch
from torch.utils.data import DataLoader, Dataset, get_worker_info


class Squares(Dataset):
    def __len__(self):
        return 4

    def __getitem__(self, i):
        print("worker reads", i, get_worker_info().num_workers, flush=True)
        return i * i


if __name__ == "__main__":
    for batch in DataLoader(Squares(), batch_size=4, num_workers=1, prefetch_factor=1):
        print(batch)


# %% seeded
class Random(Dataset):
    def __len__(self):
        return 2

    def __getitem__(self, i):
        return torch.rand(1)


torch.manual_seed(0)
print(list(DataLoader(Random(), num_workers=2)))
