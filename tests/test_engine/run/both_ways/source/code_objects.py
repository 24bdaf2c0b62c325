# Right: code knows its file, its names and its lines.
# %% first
import dis
import os


def scaled(x, factor=2):
    y = x * factor
    return y


# %% second
code = scaled.__code__
print(os.path.basename(code.co_filename), code.co_firstlineno, code.co_varnames, list(code.co_lines()))
dis.dis(scaled)
print(scaled.__globals__ is globals(), scaled.__builtins__ is vars(__builtins__), scaled.__qualname__)
