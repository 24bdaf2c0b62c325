# %% [markdown]
# # An autograd of your own

# %% value
class Value:
    def __init__(self, data, parents=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.parents = parents
        self.slopes = slopes

    def __add__(self, other):
        parents = self, other
        return Value(self.data + other.data, parents, (1.0, 1.0))

    def __sub__(self, other):
        parents = self, other
        return Value(self.data - other.data, parents, (1.0, -1.0))

    def __mul__(self, other):
        parents, slopes = (self, other), (other.data, self.data)
        return Value(self.data * other.data, parents, slopes)

    def __pow__(self, n):
        slope = n * self.data ** (n - 1)
        return Value(self.data**n, (self,), (slope,))

    def push(self):
        for parent, slope in zip(self.parents, self.slopes):
            parent.grad += slope * self.grad

    def order(self):
        done, seen = [], set()

        def visit(value):
            if value not in seen:
                seen.add(value)
                for parent in value.parents:
                    visit(parent)
                done.append(value)  # after its parents

        visit(self)
        return done

    def backward(self):
        values = self.order()
        for value in values:
            if value.parents:
                value.grad = 0.0  # the inputs keep theirs
        self.grad = 1.0
        for value in reversed(values):
            value.push()


# %% slopes
x, w, y = Value(1.0), Value(1.0), Value(2.0)
((w * x - y) ** 2).backward()
slopes = [w.grad, x.grad, y.grad]
print(slopes)

# %% fork
w, x, u = Value(3.0), Value(2.0), Value(4.0)
h = w * x
(h + u * h).backward()
print(w.grad)


# %% recursion
def hurry(value):
    for parent, slope in zip(value.parents, value.slopes):
        parent.grad += slope * value.grad
        hurry(parent)


w, x, u = Value(3.0), Value(2.0), Value(4.0)
h = w * x
end = h + u * h
end.grad = 1.0
hurry(end)
print(w.grad)

# %% train
xs, ys = [1.0, 2.0, 3.0], [2.0, 4.0, 6.0]
w = Value(1.0)
for _ in range(100):
    for x, y in zip(xs, ys):
        loss = (w * Value(x) - Value(y)) ** 2  # forward
        loss.backward()  # backward
        w.data -= 0.01 * w.grad  # update
        w.grad = 0.0  # zero the gradient
print(4 * w.data)

# %% check
assert slopes == [-2, -2, 2]
assert abs(w.data - 2) < 1e-12
