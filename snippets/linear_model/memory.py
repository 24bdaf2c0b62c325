# %% [markdown]
# # A model that has learned the answers by heart

# %% memory
memory = {1: 2, 2: 4, 3: 6}
for hours in 1, 2, 3, 4:
    print(hours, memory.get(hours), 2 * hours)

# %% check
assert all(points == 2 * hours for hours, points in memory.items())
assert 4 not in memory
