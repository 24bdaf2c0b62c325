# Right: the filters are those that the environment asks for, and the usual ones behind them.
# %% show
import warnings

for kind, message, category, module, line in warnings.filters:
    print(kind, message, category.__name__, module, line)
print(len(warnings.filters))
