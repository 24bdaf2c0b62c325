# Right: runpy runs the file once more, under the name that it is given.
# %% first
import runpy

print("runs as", __name__)

# %% second
if __name__ == "__main__":
    names = runpy.run_path(__file__, run_name="again")
    print(names["__name__"], names["__file__"] == __file__)
