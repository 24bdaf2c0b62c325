# %% [markdown]
# # Start: a ReLU for the engine

# %% start
import torch


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


def relu(a):
    return None  # a Value with its parent and slope


if relu(Value(1.0)) is None:
    print("missing: relu")
else:
    for number in (-2.0, 3.0):
        a, t = Value(number), torch.tensor(number, requires_grad=True)
        (relu(a) * relu(a)).backward()
        (torch.relu(t) * torch.relu(t)).backward()
        print(number, a.grad, t.grad.item())

# %% check
assert relu(Value(1.0)) is None
