# Right: whatever module the program names without importing it is missing.
# %% show
for name in ("ast", "json", "re", "select", "signal", "traceback", "typing", "threading", "contextvars", "os", "sys"):
    try:
        eval(name)
    except NameError as error:
        print(error)
