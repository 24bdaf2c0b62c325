# %% [markdown]
# # Start: how large must a test set be?

# %% start
import torch

torch.manual_seed(0)


def scores(count, models):
    omens = torch.rand(count, models) > 0.5
    passed = torch.rand(count, 1) > 0.5
    return (omens == passed).float().mean(dim=0)


def price(count, models):
    return None  # mean of 200 highest scores, minus 0.5


# %% state
print(f"{scores(50, 100).max().item():.2f}")
for count in 50, 200, 800:
    print(count, price(count, 100))

# %% check
assert price(50, 100) is None or 0.15 < price(50, 100) < 0.2
