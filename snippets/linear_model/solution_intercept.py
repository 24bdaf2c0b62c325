# %% [markdown]
# # A line that does not pass through zero

# %% solution
import torch

x = torch.tensor([1.0, 2.0, 3.0])
y = torch.tensor([3.0, 5.0, 7.0])

w = torch.arange(41) / 10
b = (torch.arange(41) - 20) / 10
W, B = torch.meshgrid(w, b, indexing="ij")
cost = ((W[..., None] * x + B[..., None] - y) ** 2).mean(dim=-1)
row, column = divmod(cost.argmin().item(), len(b))
best_w, best_b = w[row].item(), b[column].item()
print(f"w = {best_w}, b = {best_b}")

through_zero = cost[:, 20]
best_w_alone = w[through_zero.argmin()].item()
cost_alone = through_zero.min().item()
print(f"b = 0: w = {best_w_alone:.1f}, cost = {cost_alone:.4f}")

# %% check
assert (best_w, best_b) == (2.0, 1.0)
exact = (x * y).sum() / (x * x).sum()
assert abs(best_w_alone - exact) < 0.05
assert cost_alone > 0
