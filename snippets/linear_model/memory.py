# %% [markdown]
# # A model that has learned the answers by heart

# %% memory
memory = {1: 2, 2: 4, 3: 6}
for h in 1, 2, 3, 4:
    print(h, memory.get(h), 2 * h)

# %% check
assert all(points == 2 * h for h, points in memory.items())
assert 4 not in memory
