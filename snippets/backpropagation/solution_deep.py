# %% [markdown]
# # Solution: a deep graph

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


# %% order
def order(end):
    done, seen, waiting = [], set(), [end]
    while waiting:
        value = waiting[-1]
        todo = [p for p in value.parents if p not in seen]
        if value in seen or not todo:
            waiting.pop()
            if value not in seen:
                seen.add(value)
                done.append(value)
        else:
            waiting += todo
    return done


Value.order = order
w = Value(1.0)
total = w
for _ in range(5000):
    total = total + w
total.backward()
print(w.grad)

# %% torch
w_t = torch.tensor(1.0, requires_grad=True)
total_t = w_t
for _ in range(5000):
    total_t = total_t + w_t
total_t.backward()
print(w_t.grad)

# %% check
assert w.grad == w_t.grad == 5001
