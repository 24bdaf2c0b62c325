# %% [markdown]
# # Solution: a ReLU for the engine

# %% value
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


# %% relu
def relu(a):
    if a.data > 0:
        return Value(a.data, (a,), (1.0,))
    return Value(0.0, (a,), (0.0,))


for number in (-2.0, 3.0):
    a, t = Value(number), torch.tensor(number, requires_grad=True)
    (relu(a) * relu(a)).backward()
    (torch.relu(t) * torch.relu(t)).backward()
    print(number, a.grad, t.grad.item())

# %% xor
import random

rng = random.Random(0)


def weights(n):
    return [Value(rng.uniform(-1, 1)) for _ in range(n)]


hidden, out = [weights(3) for _ in range(8)], weights(9)


def network(p, q):
    total = out[8]
    for (u, v, c), weight in zip(hidden, out):
        bent = relu(u * Value(p) + v * Value(q) + c)
        total = total + weight * bent
    return total


xor = {(0, 0): 0, (0, 1): 1, (1, 0): 1, (1, 1): 0}
for _ in range(200):
    for (p, q), answer in xor.items():
        loss = (network(p, q) - Value(answer)) ** 2
        loss.backward()
        for value in sum(hidden, out):
            value.data -= 0.1 * value.grad
            value.grad = 0.0
learned = [round(abs(network(p, q).data), 2) for p, q in xor]
print(learned)

# %% check
assert a.grad == t.grad == 6
assert all(abs(found - answer) < 0.05 for found, answer in zip(learned, xor.values()))
