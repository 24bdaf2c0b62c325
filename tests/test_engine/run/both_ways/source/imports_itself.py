# Right: imported by its own name it runs once more, as another module.
# %% first
import importlib

print("runs as", __name__)
count = 1

# %% second
if __name__ == "__main__":
    again = importlib.import_module("imports_itself")
    again.count += 1
    print(count, again.count, again.__name__, again.__spec__.name, again)
