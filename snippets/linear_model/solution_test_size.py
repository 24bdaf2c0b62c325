# %% [markdown]
# # How large must a test set be?

# %% solution
import torch

torch.manual_seed(0)


def scores(count, models):
    omens = torch.rand(count, models) > 0.5
    passed = torch.rand(count, 1) > 0.5
    return (omens == passed).float().mean(dim=0)


def price(count, models):
    highest = [scores(count, models).max() for _ in range(200)]
    return torch.stack(highest).mean().item() - 0.5


counts = [50, 200, 800, 3200]
prices = [price(count, 100) for count in counts]
for count, p in zip(counts, prices):
    print(f"{count:4}   {100 * p:4.1f}   {p * count**0.5:.2f}")

# %% more
many = price(50, 1000)
print(f"{100 * many:.1f}")

# %% check
percent = [100 * p for p in prices]
percent_many = 100 * many
for n in range(3):
    # four times the students, half the price
    assert 1.8 < prices[n] / prices[n + 1] < 2.2
assert prices[0] < many < 1.5 * prices[0]
