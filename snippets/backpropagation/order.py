# %% [markdown]
# # Each value after its parents

# %% order
class Value:
    def __init__(self, name, parents=()):
        self.name = name
        self.parents = parents


def order(end):
    done, seen = [], set()

    def visit(value):
        if value not in seen:
            seen.add(value)
            for parent in value.parents:
                visit(parent)
            done.append(value)  # after its parents

    visit(end)
    return done


w, x, u = Value("w"), Value("x"), Value("u")
h = Value("h", (w, x))
uh = Value("uh", (u, h))
end = Value("end", (h, uh))
names = [value.name for value in order(end)]
print(names)

# %% check
for value in order(end):
    for parent in value.parents:
        assert names.index(parent.name) < names.index(value.name)
assert len(names) == 6
