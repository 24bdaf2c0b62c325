# Right: statements that share a line, decorators, continued lines and empty cells all run, once.
# %% first
a = 1; b = 2; print(a + b)

# %% empty

# %% decorated
@(lambda function: print("decorated") or function)
def nothing(): pass
total = a + \
    b
print(total); print(nothing())

# %% only_a_comment
# nothing else

# %% last
for n in range(2): print(n, end=";")
else: print("else")
