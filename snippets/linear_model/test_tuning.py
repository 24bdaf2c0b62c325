# %% [markdown]
# # The price of tuning on the test set

# %% task
import torch

torch.manual_seed(0)


def draw(count):
    x = torch.randn(count, 10)
    y = x[:, 0] + x[:, 1] + torch.randn(count) > 0  # two of ten columns matter
    return x, y


def right(setting, known, asked):
    columns, k = setting
    these, those = known[0][:, columns], asked[0][:, columns]
    distance = torch.cdist(these, those)  # (known, asked)
    nearest = distance.topk(k, dim=0, largest=False).indices  # (k, asked)
    vote = known[1][nearest].float().mean(dim=0) > 0.5
    return (vote == asked[1]).float()  # (asked,), 1 for right and 0 for wrong


# %% settings
settings = []
for _ in range(25):
    columns = torch.randperm(10)[:4].tolist()
    settings += [(columns, k) for k in (1, 3, 5, 9)]
tried = len(settings)
print(tried, settings[0])

# %% memory
train, fresh = draw(50), draw(10_000)
train_score = right(settings[0], train, train).mean().item()
fresh_score = right(settings[0], train, fresh).mean().item()
print(f"train {train_score:.2f}   fresh {fresh_score:.2f}")

# %% once
dev, test = draw(50), draw(50)
dev_scores = torch.stack([right(each, train, dev).mean() for each in settings])
test_scores = torch.stack([right(each, train, test).mean() for each in settings])
for name, chosen in ("test", test_scores.argmax()), ("dev", dev_scores.argmax()):
    truth = right(settings[chosen], train, fresh).mean()
    print(f"{name:4}   test {test_scores[chosen]:.2f}   fresh {truth:.2f}")

# %% repeat
repetitions = 50
counts = [1, 2, 5, 10, 20, 50, 100]
results = torch.zeros(repetitions, len(counts), 4)
for repetition in range(repetitions):
    train, both, fresh = draw(50), draw(100), draw(500)
    order = torch.randperm(tried).tolist()
    answers = [right(settings[i], train, both) for i in order]
    answers = torch.stack(answers)  # (settings, 100)
    dev_scores = answers[:, :50].mean(dim=1)
    test_scores = answers[:, 50:].mean(dim=1)
    for column, count in enumerate(counts):
        on_test = test_scores[:count].argmax()
        on_dev = dev_scores[:count].argmax()
        results[repetition, column] = torch.tensor(
            [
                test_scores[on_test],
                right(settings[order[on_test]], train, fresh).mean(),
                test_scores[on_dev],
                right(settings[order[on_dev]], train, fresh).mean(),
            ]
        )
tuned_reported, tuned_fresh, honest_reported, honest_fresh = results.mean(dim=0).T
for count, row in zip(counts, results.mean(dim=0)):
    print("{:5}   {:.3f}  {:.3f}     {:.3f}  {:.3f}".format(count, *row))


# %% price
def mean_and_error(gaps):
    return 100 * gaps.mean().item(), 100 * gaps.std().item() / len(gaps) ** 0.5


last = results[:, -1]  # (repetitions, 4): all settings tried
gaps = last[:, 0] - last[:, 1]
price, price_error = mean_and_error(gaps)
honest_price, honest_error = mean_and_error(last[:, 2] - last[:, 3])
fresh_gap, fresh_gap_error = mean_and_error(last[:, 1] - last[:, 3])
too_high = (gaps > 0).float().mean().item()
print(f"{price:+.1f} ± {price_error:.1f}   {too_high:.0%}")
print(f"{honest_price:+.1f} ± {honest_error:.1f}")
print(f"{fresh_gap:+.1f} ± {fresh_gap_error:.1f}")

# %% noise
share_right = tuned_fresh[-1].item()
noise = 100 * (share_right * (1 - share_right) / len(test[1])) ** 0.5
print(f"{noise:.1f}")

# %% curve
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(4.8, 3.6))
ax.fill_between(counts, tuned_fresh, tuned_reported, color="C3", alpha=0.15)
ax.plot(counts, tuned_reported, "o-", color="C3")
ax.plot(counts, tuned_fresh, "--", color="C3")
ax.plot(counts, honest_reported, "s-", color="C0")
ax.plot(counts, honest_fresh, "--", color="C0")
ax.text(4.3, 0.745, "chosen on test", color="C3", ha="right")
ax.text(100, 0.66, "chosen on dev", color="C0", ha="right")
ax.set_xscale("log")
ax.set_xticks(counts, counts)
ax.minorticks_off()
ax.set_xlabel("settings tried")
ax.set_ylabel("mean accuracy")
plt.show()

# %% check
dev_gain = -fresh_gap
assert train_score == 1.0  # the nearest stored point is the point itself
assert price > 5 * price_error
assert abs(honest_price) < 3 * honest_error
assert abs(fresh_gap) < 3 * fresh_gap_error
