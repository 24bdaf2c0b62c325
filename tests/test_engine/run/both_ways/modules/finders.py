# Right: modules are found by Python's own finders.
# %% show
import sys

print([getattr(finder, "__name__", type(finder).__name__) for finder in sys.meta_path])
print(len(sys.path_hooks), sys.dont_write_bytecode, sys.pycache_prefix, sys.path_importer_cache.get("."))
