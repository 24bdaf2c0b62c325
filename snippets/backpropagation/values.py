# %% [markdown]
# # A number that remembers where it came from

# %% values
class Value:
    def __init__(self, data, parents=()):
        self.data = data
        self.parents = parents

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other))

    def __sub__(self, other):
        return Value(self.data - other.data, (self, other))

    def __pow__(self, n):
        return Value(self.data**n, (self,))


x, w, y = Value(1.0), Value(1.0), Value(2.0)
loss = (w * x - y) ** 2
print(loss.data)

# %% parents
(r,) = loss.parents
y_hat, _ = r.parents
print(r.data, y_hat.data, y_hat.parents == (w, x))

# %% check
assert (loss.data, r.data, y_hat.data) == (1, -1, 1)
assert r.parents[1] is y
