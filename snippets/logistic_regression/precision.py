# %% [markdown]
# # Where BCELoss loses precision

# %% wrong
import torch
from torch import nn


def loss_and_slope(score, label, with_logits):
    z = torch.tensor([score], requires_grad=True)
    y = torch.tensor([label])
    if with_logits:
        loss = nn.BCEWithLogitsLoss()(z, y)
    else:
        loss = nn.BCELoss()(torch.sigmoid(z), y)
    loss.backward()
    return loss.item(), z.grad.item()


for score, label in [(17.0, 0.0), (-50.0, 1.0)]:
    print(loss_and_slope(score, label, with_logits=False))
    print(loss_and_slope(score, label, with_logits=True))

# %% measured
loss_bce, slope_bce = loss_and_slope(17.0, 0.0, False)
loss_logits, slope_logits = loss_and_slope(17.0, 0.0, True)
loss_low, slope_low = loss_and_slope(-50.0, 1.0, False)
scores = torch.arange(5, 20, 0.01)
first_one = scores[torch.sigmoid(scores) == 1].min().item()
by_bce = -(1 - torch.sigmoid(scores)).log()
by_logits = nn.functional.softplus(scores)
relative = (by_bce / by_logits - 1).abs()
first_off = scores[relative > 0.01].min().item()  # one per cent

# %% chart
import matplotlib.pyplot as plt

scores = torch.arange(12, 19, 0.02)
by_bce = [loss_and_slope(score, 0.0, False)[0] for score in scores.tolist()]
by_logits = [loss_and_slope(score, 0.0, True)[0] for score in scores.tolist()]
fig, ax = plt.subplots(figsize=(4.8, 3.2))
ax.plot(scores, by_bce, color="C3")
ax.plot(scores, by_logits, color="C2", linewidth=3, alpha=0.6)
ax.set(ylim=(11, 24), xlim=(12, 19))
ax.text(16.75, 23, "→ 100", color="C3")
ax.text(12.3, 14.4, "BCELoss", color="C3")
ax.text(17, 15.2, "with logits", color="C2")
ax.set_xlabel("score $z$, $y$ = 0")
ax.set_ylabel("loss")
plt.show()

# %% check
assert (loss_bce, slope_bce) == (100.0, 0.0)
assert (loss_logits, slope_logits) == (17.0, 1.0)
assert abs(slope_low) < 1e-9
