# %% [markdown]
# # Does a larger test set forgive tuning?

# %% solution
import torch

torch.manual_seed(0)


def draw(count):
    x = torch.randn(count, 10)
    return x, x[:, 0] + x[:, 1] + torch.randn(count) > 0


def accuracy(columns, known, asked):
    distance = torch.cdist(known[0][:, columns], asked[0][:, columns])
    nearest = distance.topk(5, dim=0, largest=False).indices
    vote = known[1][nearest].float().mean(dim=0) > 0.5
    return (vote == asked[1]).float().mean().item()


settings = [torch.randperm(10)[:4].tolist() for _ in range(40)]
sizes = [50, 200, 800]
prices, errors = [], []
for size in sizes:
    gaps = []
    for _ in range(30):
        train, test, fresh = draw(50), draw(size), draw(1000)
        scores = [accuracy(columns, train, test) for columns in settings]
        chosen = settings[scores.index(max(scores))]
        gaps.append(max(scores) - accuracy(chosen, train, fresh))
    gaps = 100 * torch.tensor(gaps)  # percentage points
    prices.append(gaps.mean().item())
    errors.append(gaps.std().item() / len(gaps) ** 0.5)
    print(f"{size:4} test samples: {prices[-1]:.1f} ± {errors[-1]:.1f} percentage points too high")

# %% check
assert prices[0] - 2 * errors[0] > prices[1] + 2 * errors[1] > prices[2]
