# %% [markdown]
# # The luckiest of a hundred worthless models

# %% models
import torch

torch.manual_seed(0)


def scores(count):
    omens = torch.rand(count, 100) > 0.5  # (count, 100)
    passed = torch.rand(count, 1) > 0.5  # (count, 1)
    right = omens == passed  # (count, 100)
    return right.float().mean(dim=0)  # (100,)


# %% test
test = scores(50)
luckiest = test.argmax()
new = scores(10_000)
print(f"{test[luckiest]:.2f} {new[luckiest]:.2f}")

# %% dev
dev = scores(50)
best = dev.argmax()
print(f"{dev[best]:.2f} {test[best]:.2f}")

# %% repeat
rounds = 1000
tests = torch.stack([scores(50) for _ in range(rounds)])
devs = torch.stack([scores(50) for _ in range(rounds)])
counts = [1, 2, 5, 10, 20, 50, 100]
chosen_on_test, chosen_on_dev = [], []
for count in counts:
    on_test = tests[:, :count].argmax(dim=1)
    on_dev = devs[:, :count].argmax(dim=1)
    chosen_on_test.append(tests[range(rounds), on_test].mean().item())
    reported = tests[range(rounds), on_dev]
    chosen_on_dev.append(reported.mean().item())

# %% curve
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(4.8, 3.2))
ax.axhline(0.5, color="gray", linestyle="--")
ax.plot(counts, chosen_on_test, "o-", color="C3")
ax.plot(counts, chosen_on_dev, "s-", color="C0")
ax.text(9, 0.635, "chosen on test", color="C3", ha="right")
ax.text(100, 0.515, "chosen on dev", color="C0", ha="right")
ax.text(100, 0.465, "accuracy on new students", color="gray", ha="right")
ax.set_xscale("log")
ax.set_xticks(counts, counts)
ax.minorticks_off()
ax.set(ylim=(0.43, 0.7), yticks=[0.5, 0.6, 0.7])
ax.set_xlabel("models tried")
ax.set_ylabel("score on the test set")
plt.show()

# %% check
test_score, new_score = test[luckiest].item(), new[luckiest].item()
dev_score, honest_score = dev[best].item(), test[best].item()
highest = tests.max(dim=1).values
price = 100 * (highest.mean().item() - 0.5)
price_error = 100 * highest.std().item() / rounds**0.5
honest_price = 100 * (reported.mean().item() - 0.5)
honest_error = 100 * reported.std().item() / rounds**0.5
assert abs(new_score - 0.5) < 0.02  # four standard errors of 10,000 tosses
assert price > 50 * price_error
assert abs(honest_price) < 3 * honest_error
