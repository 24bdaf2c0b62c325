# Right: the variables are those of the process that started it; changes are seen by subprocesses and later cells.
# %% first
import os

print(sorted(os.environ))
print({name: os.environ[name] for name in os.environ if name.startswith(("PYTHON", "OMP", "MKL", "MPL", "CUDA"))})
os.environ["ADDED"] = "值"
del os.environ["HOME"]

# %% second
os.system("echo $ADDED; echo ${HOME:-no home}")
print(os.getenv("ADDED"), os.environb[b"ADDED"])
