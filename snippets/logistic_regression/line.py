# %% [markdown]
# # A straight line is the wrong tool

# %% line
import numpy as np

hours = np.array([1.0, 2.0, 3.0])
passed = np.array([0.0, 0.0, 1.0])

w, b = np.polyfit(hours, passed, 1)
print(w * 4 + b)
print((0.5 - b) / w)

# %% kept
first_boundary, at_four = (0.5 - b) / w, 4 * w + b

# %% far
hours = np.append(hours, 20.0)
passed = np.append(passed, 1.0)

w, b = np.polyfit(hours, passed, 1)
print((0.5 - b) / w)

# %% measured
far_boundary = (0.5 - b) / w

# %% check
assert abs(first_boundary - 7 / 3) < 1e-9
assert abs(far_boundary - 6.5) < 1e-9
assert at_four > 1
