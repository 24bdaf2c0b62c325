# Right: the error of a worker comes with the worker's traceback.
# %% show
import torch
from torch.utils.data import DataLoader, Dataset


class Broken(Dataset):
    def __len__(self):
        return 2

    def __getitem__(self, i):
        raise IndexError(f"no item {i}")


list(DataLoader(Broken(), num_workers=1))
