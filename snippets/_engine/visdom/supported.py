"""Says so when the Python that runs it is not supported, and what to do. Every Python can read this file."""

import os
import re
import sys

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "pyproject.toml")) as project:
    oldest, beyond = map(int, re.search(r'requires-python = ">=3\.(\d+),<3\.(\d+)"', project.read()).groups())
found = sys.version.split()[0]
newest = "3." + str(beyond - 1)
if not (3, oldest) <= sys.version_info[:2] < (3, beyond):
    age = "old" if sys.version_info[:2] < (3, oldest) else "new"
    needed = "this course needs 3." + str(oldest) + " to " + newest
    remedy = "name one with make PYTHON=python" + newest + " ..., or make your environment with it"
    sys.exit("Python " + found + " is too " + age + ": " + needed + "; " + remedy)
