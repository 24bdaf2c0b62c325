"""What a program begins with."""

from __future__ import annotations

import os

import pytest

from snippets._engine.run.preload import modules

BEGINNINGS = {
    "nothing": ("x = 1\n", ()),
    "torch": ("import math\nimport torch\n", ("torch",)),
    "a-part-of-torch": ("from torch import nn\n", ("torch",)),
    "torchvision": ("from torchvision import datasets\n", ("torch", "torchvision")),
    "pyplot": ("import matplotlib.pyplot as plt\n", ("matplotlib.pyplot",)),
    "pyplot-from": ("from matplotlib import pyplot as plt\n", ("matplotlib.pyplot",)),
    "matplotlib-alone": ("import matplotlib\nfrom matplotlib import cm\n", ()),
    "all": (
        '"""Text."""\nimport matplotlib.pyplot\nimport torchvision, torch\n',
        ("torch", "torchvision", "matplotlib.pyplot"),
    ),
    "behind-something": ("import os\nos.environ['OMP_NUM_THREADS'] = '4'\nimport torch\n", ()),
    "perhaps": ("try:\n    import torch\nexcept ImportError:\n    torch = None\n", ()),
    "of-another-name": ("import torchinfo\nfrom .torch import nn\n", ()),
}


@pytest.mark.parametrize(("text", "found"), BEGINNINGS.values(), ids=BEGINNINGS)
def test_imports_before_anything_else(text, found):
    assert modules(text) == found


@pytest.mark.skipif(os.name == "nt", reason="uses the fork server")
def test_only_what_a_program_imports_is_there(bench):
    packages = ["torch", "torchvision", "numpy", "PIL", "matplotlib", "matplotlib.pyplot"]
    names = [*packages, "greenlet", "msgspec", "snippets"]
    look = f"import sys\nthere = [name for name in {names} if name in sys.modules]"
    for begin, expected in (
        ("", []),
        ("import torch", ["torch", "numpy"]),
        ("import matplotlib", ["numpy", "PIL", "matplotlib"]),
        ("import matplotlib.pyplot", ["numpy", "PIL", "matplotlib", "matplotlib.pyplot"]),
        ("import torchvision", ["torch", "torchvision", "numpy", "PIL"]),
        ("import torch; import matplotlib.pyplot", ["torch", "numpy", "PIL", "matplotlib", "matplotlib.pyplot"]),
    ):
        there = bench.run(f"# %% a\n{begin}\n{look}\n").facts.get("there", [])
        assert there == expected, begin


@pytest.mark.skipif(os.name == "nt", reason="uses the fork server")
def test_a_part_that_was_not_imported_is_missing(bench):
    error = bench.failure("# %% a\nimport matplotlib\nmatplotlib.pyplot.plot([1, 2])\n")
    assert "module 'matplotlib' has no attribute 'pyplot'" in error.what


@pytest.mark.skipif(os.name == "nt", reason="uses the fork server")
def test_random_numbers_without_a_seed_differ_from_run_to_run(bench):
    code = "# %% a\nimport random, numpy, torch\nx = [random.random(), torch.rand(1).item(), numpy.random.rand()]\n"
    first, second = (bench.run(code).facts["x"] for _ in range(2))
    assert not set(first) & set(second)
