# Right: an exception that is no Exception ends the program as others do.
# %% first
try:
    raise GeneratorExit("caught as a base")
except Exception:
    print("never")
except BaseException as error:
    print(repr(error))

# %% second
class Stop(BaseException): ...


raise Stop("base")
