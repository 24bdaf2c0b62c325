# %% [markdown]
# # The rule of multiplication

# %% rule
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.parents = parents
        self.slopes = slopes

    def __mul__(self, other):
        slopes = other.data, self.data
        return Value(self.data * other.data, (self, other), slopes)

    def push(self):
        for parent, slope in zip(self.parents, self.slopes):
            parent.grad = slope * self.grad


w, x = Value(3.0), Value(2.0)
y_hat = w * x
y_hat.grad = 1.0
y_hat.push()
print(w.grad, x.grad)

# %% fork
a = Value(3.0)
b = a * a
b.grad = 1.0
b.push()
print(a.grad)


# %% repair
def push(self):
    for parent, slope in zip(self.parents, self.slopes):
        parent.grad += slope * self.grad


Value.push = push
a = Value(3.0)
b = a * a
b.grad = 1.0
b.push()
print(a.grad)

# %% check
assert (w.grad, x.grad) == (2, 3)
nudged = (3.001**2 - 3**2) / 0.001
assert abs(nudged - 6) < 0.01
assert a.grad == 6
