# %% [markdown]
# # A confident mistake: which loss pulls?

# %% slopes
import torch

z = torch.tensor([0.0, 2.0, 4.0, 8.0], requires_grad=True)
p = torch.sigmoid(z)  # y is 0: the student failed

squared = (p - 0) ** 2
squared.sum().backward(retain_graph=True)
of_squared = z.grad.clone()

z.grad = None
cross_entropy = -(1 - p).log()
cross_entropy.sum().backward()

for row in zip(z, p, of_squared, z.grad):
    print(*(f"{value.item():8.5f}" for value in row))

# %% measured
score, probability = z[-1].item(), p[-1].item()
slope_squared, slope_bce = of_squared[-1].item(), z.grad[-1].item()
scores, slopes_squared, slopes_bce = z.tolist(), of_squared.tolist(), z.grad.tolist()
times = slope_bce / slope_squared

# %% losses
import matplotlib.pyplot as plt

y_hat = torch.linspace(0, 0.998, 500)
fig, (left, right) = plt.subplots(2, 1, figsize=(4.8, 6))
left.plot(y_hat, -(1 - y_hat).log(), color="C1")
left.plot(y_hat, y_hat**2, color="C0")
left.text(0.8, 1.8, "cross-entropy", color="C1", ha="right")
left.text(0.98, 0.3, "squared error", color="C0", va="top", ha="right")
left.set(ylim=(0, 3), xlim=(0, 1))
left.set_title("the loss, if the student failed")
left.set_xlabel(r"$\hat y$")
left.set_ylabel("loss")

z = torch.linspace(-8, 8, 321)
p = torch.sigmoid(z)
right.plot(z, p, color="C1")
right.plot(z, 2 * p * p * (1 - p), color="C0")
right.text(7.6, 0.9, "cross-entropy", color="C1", va="top", ha="right")
right.text(7.6, 0.08, "squared error", color="C0", ha="right")
right.set_title("its slope with respect to the score")
right.set_xlabel("score $z$")
right.set_ylabel("slope")
plt.show()

# %% check
assert abs(slope_bce - probability) < 1e-6  # p - y
assert times > 1000
