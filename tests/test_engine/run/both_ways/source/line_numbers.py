# Right: lines are counted in the file, whatever cell they stand in.
# %% first
import inspect


def where():
    return inspect.currentframe().f_back.f_lineno


print(where())

# %% second
print(where(), where.__code__.co_firstlineno)
print(inspect.getsourcelines(where)[1])

# %% third
compiled = compile("\n\nwhere()", "elsewhere", "eval")
print(compiled.co_filename, where(

))
