# %% [markdown]
# # The price of tuning on the test set

# %% task
import torch

torch.manual_seed(0)


def draw(count):
    x = torch.randn(count, 10)
    y = x[:, 0] + x[:, 1] + torch.randn(count) > 0  # only two of the ten columns matter
    return x, y


def accuracy(setting, known, asked):
    columns, k = setting
    distance = torch.cdist(known[0][:, columns], asked[0][:, columns])  # (known, asked)
    nearest = distance.topk(k, dim=0, largest=False).indices  # (k, asked)
    vote = known[1][nearest].float().mean(dim=0) > 0.5
    return (vote == asked[1]).float().mean().item()


# %% settings
settings = []
for _ in range(25):
    columns = torch.randperm(10)[:4].tolist()
    settings += [(columns, k) for k in (1, 3, 5, 9)]
tried = len(settings)
print(f"{tried} settings, the first: columns {settings[0][0]}, k = {settings[0][1]}")


# %% once
def best(scores):
    return max(range(len(scores)), key=scores.__getitem__)


train, dev, test, fresh = draw(50), draw(50), draw(50), draw(10_000)
dev_scores = [accuracy(setting, train, dev) for setting in settings]
test_scores = [accuracy(setting, train, test) for setting in settings]
for name, chosen in ("test", best(test_scores)), ("dev", best(dev_scores)):
    fresh_score = accuracy(settings[chosen], train, fresh)
    print(f"chosen on {name:4}: {test_scores[chosen]:.2f} on test, {fresh_score:.2f} on fresh data")

# %% memory
train_score = accuracy(settings[0], train, train)
fresh_score = accuracy(settings[0], train, fresh)
print(f"k = 1: {train_score:.2f} on train, {fresh_score:.2f} on fresh data")

# %% repeat
repetitions = 60
counts = [1, 2, 5, 10, 20, 50, 100]
results = torch.zeros(repetitions, len(counts), 4)
for repetition in range(repetitions):
    train, dev, test, fresh = draw(50), draw(50), draw(50), draw(1000)
    order = torch.randperm(tried).tolist()
    dev_scores = [accuracy(settings[i], train, dev) for i in order]
    test_scores = [accuracy(settings[i], train, test) for i in order]
    for column, count in enumerate(counts):
        on_test = best(test_scores[:count])
        on_dev = best(dev_scores[:count])
        results[repetition, column] = torch.tensor(
            [
                test_scores[on_test],
                accuracy(settings[order[on_test]], train, fresh),
                test_scores[on_dev],
                accuracy(settings[order[on_dev]], train, fresh),
            ]
        )
tuned_reported, tuned_fresh, honest_reported, honest_fresh = results.mean(dim=0).T
print("tried   chosen on test   chosen on dev")
print("        test   fresh     test   fresh")
for count, row in zip(counts, results.mean(dim=0)):
    print("{:5}   {:.3f}  {:.3f}     {:.3f}  {:.3f}".format(count, *row))


# %% price
def mean_and_error(gaps):
    return 100 * gaps.mean().item(), 100 * gaps.std().item() / len(gaps) ** 0.5


gaps = results[:, -1, 0] - results[:, -1, 1]
price, price_error = mean_and_error(gaps)
honest_price, honest_error = mean_and_error(results[:, -1, 2] - results[:, -1, 3])
too_high = (gaps > 0).float().mean().item()
print(f"chosen on test: {price:+.1f} ± {price_error:.1f} points, too high in {too_high:.0%} of the repetitions")
print(f"chosen on dev : {honest_price:+.1f} ± {honest_error:.1f} points")

# %% noise
share_right = tuned_fresh[-1].item()
noise = 100 * (share_right * (1 - share_right) / len(test[1])) ** 0.5
print(f"standard error of one score on {len(test[1])} samples: {noise:.1f} points")

# %% curve
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(4.8, 3.6))
ax.fill_between(counts, tuned_fresh, tuned_reported, color="C3", alpha=0.15)
ax.plot(counts, tuned_reported, "o-", color="C3", label="tuned on test, reported on test")
ax.plot(counts, honest_reported, "s-", color="C0", label="tuned on dev, reported on test")
ax.plot(counts, tuned_fresh, "--", color="black", label="truth: fresh data")
ax.set_xscale("log")
ax.set_xticks(counts, counts)
ax.minorticks_off()
ax.set_ylim(top=0.86)
ax.set_xlabel("settings tried")
ax.set_ylabel("mean accuracy")
ax.legend(loc="upper left", frameon=False)
plt.show()

# %% check
assert train_score == 1.0  # the nearest neighbour of a stored point is the point itself
assert price > 5 * price_error
assert abs(honest_price) < 3 * honest_error
