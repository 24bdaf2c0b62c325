# Right: processes that PyTorch spawns find the program's functions.
# %% show
import torch
import torch.multiprocessing as mp


def work(rank, total):
    total += rank + 1
    print("rank", rank)


if __name__ == "__main__":
    total = torch.zeros(1)
    total.share_memory_()
    mp.spawn(work, args=(total,), nprocs=1)
    print(total)
