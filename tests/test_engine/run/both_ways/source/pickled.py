# Right: functions, classes and objects of the program can be pickled, by the name of the main module.
# %% first
import copyreg
import pickle


class Layer:
    def __init__(self, size):
        self.size = size


def double(x):
    return 2 * x


# %% second
again = pickle.loads(pickle.dumps([Layer(3), double, Layer]))
print(again[0].size, again[1] is double, again[2] is Layer, pickle.dumps(double, 0))
with open("layer.pkl", "wb") as file:
    pickle.dump(Layer(5), file)
try:
    pickle.dumps(lambda: 0)
except (pickle.PicklingError, AttributeError) as error:
    print(type(error).__name__)
