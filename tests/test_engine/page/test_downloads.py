"""What downloaded programs say they need."""

from __future__ import annotations

import os
import re
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from snippets._engine.page import downloads
from snippets._engine.page.downloads import Supported
from snippets._engine.snippet import metadata, source
from snippets._engine.snippet.source import parse

ROOT = Path(__file__).resolve().parents[3]

KNOWN = Supported(
    ">=3.11",
    {"torch": SpecifierSet(">=2.6")},
    {
        "torch": ["torch"],
        "numpy": ["numpy"],
        "sklearn": ["scikit-learn"],
        "PIL": ["Pillow"],
        "cv2": ["opencv-python", "opencv-python-headless"],
    },
)
DECLARED = '# /// script\n# dependencies = ["{}"]\n# ///\n'


@pytest.fixture
def snippet(tmp_path):
    return lambda code, head="": parse(tmp_path / "s.py", "t/s", f"{head}# %% a\n{code}\n")


IMPORTS = {
    "none": ("x = 1", []),
    "of the standard library": ("import os.path, json\nfrom collections import abc", []),
    "plain": ("import numpy as np", ["numpy"]),
    "of a part": ("import torch.utils.data", ["torch>=2.6"]),
    "from": ("from torch import nn", ["torch>=2.6"]),
    "several, in order, each once": ("import torch, numpy\nfrom torch import nn", ["torch>=2.6", "numpy"]),
    "another name than its package": ("from sklearn.svm import SVC\nimport PIL.Image", ["scikit-learn", "pillow"]),
    "inside a function": ("def f():\n    import numpy", ["numpy"]),
    "in two packages": ("import cv2", ["opencv-python", "opencv-python-headless"]),
    "not installed": ("import some_thing", ["some-thing"]),
    "optional": ("try:\n    import numpy\nexcept ImportError:\n    numpy = None", []),
    "optional, among others": ("try:\n    import numpy\nexcept (OSError, ModuleNotFoundError):\n    pass", []),
    "optional, with any error": ("try:\n    import numpy\nexcept:\n    pass", []),
    "instead of an optional one": ("try:\n    import numpy\nexcept ImportError:\n    import PIL", ["pillow"]),
    "after a try": ("try:\n    import numpy\nexcept ImportError:\n    pass\nelse:\n    import PIL", ["pillow"]),
    "where another error is handled": ("try:\n    import numpy\nexcept OSError:\n    pass", ["numpy"]),
    "where nothing is handled": ("try:\n    import numpy\nfinally:\n    pass", ["numpy"]),
    "in text": ("x = 'import numpy'  # import PIL", []),
}


@pytest.mark.parametrize(("code", "needs"), IMPORTS.values(), ids=IMPORTS)
def test_imports_are_needed(snippet, code, needs):
    assert downloads.requirements(snippet(code), KNOWN) == needs


DECLARATIONS = {
    "stays as it is": ("numpy<2", "import numpy", ["numpy<2"]),
    "is not bound where it names a version": ("torch==2.7.1", "import torch", ["torch==2.7.1"]),
    "is bound where it names none": ("torch", "import torch", ["torch>=2.6"]),
    "is not bound where it names an address": (
        "torch @ https://example.org/torch.whl",
        "",
        ["torch @ https://example.org/torch.whl"],
    ),
    "is needed without an import": ("rich", "x = 1", ["rich"]),
    "does not cover other imports": ("rich", "import sklearn", ["rich", "scikit-learn"]),
    "is written another way": ("Scikit_Learn", "import sklearn", ["Scikit_Learn"]),
    "decides between two packages": ("opencv-python-headless", "import cv2", ["opencv-python-headless"]),
    "covers what is not installed": ("pyserial>=3", "import serial", ["pyserial>=3"]),
}


@pytest.mark.parametrize(("declared", "code", "needs"), DECLARATIONS.values(), ids=DECLARATIONS)
def test_what_is_declared(snippet, declared, code, needs):
    assert downloads.requirements(snippet(code, DECLARED.format(declared)), KNOWN) == needs


def block(text):
    """The PEP 723 block of a program, read as uv and pipx read it, and what stands around it."""
    (found,) = metadata.BLOCK.finditer(text)
    content = "".join(line[2:] if line.startswith("# ") else line[1:] for line in found["content"].splitlines(True))
    return tomllib.loads(content), text[: found.start()], text[found.end() :]


def test_a_program_without_a_block_gets_one(snippet):
    made = snippet("import torch")
    assert block(downloads.script(made, made.text, KNOWN)) == (
        {"requires-python": ">=3.11", "dependencies": ["torch>=2.6"]},
        "",
        "\n\n" + made.text,
    )


def test_a_block_loses_only_what_concerns_the_runs_of_the_course(snippet):
    head = """\
# /// script
# dependencies = [
#     "numpy",  # arrays
# ]
# [tool.snippet]
# seconds = 100
# raises = { a = "ValueError" }
# [tool.uv]
#
# index-url = "https://example.org/simple"
# ///
"""
    made = snippet("import numpy\nimport PIL\nraise ValueError", head)
    needs = {"requires-python": ">=3.11", "dependencies": ["numpy", "pillow"]}
    tools = {"tool": {"uv": {"index-url": "https://example.org/simple"}}}
    text = downloads.script(made, made.text, KNOWN)
    assert block(text) == (needs | tools, "", made.text.removeprefix(head.rstrip("\n")))
    assert parse(made.path, "t/s", text).metadata.dependencies == ("numpy", "pillow")


def test_texts_of_several_lines_in_a_block_stay(snippet):
    head = "# /// script\n# [tool.other]\n# note = '''a  \n#   b\u2028c\n#\n# d'''\n# ///\n"
    made = snippet("x = 1", head)
    assert "# note = '''a  \n#   b\u2028c\n#\n# d'''\n# ///" in downloads.script(made, made.text, KNOWN)


def test_a_block_of_another_kind_is_none(snippet):
    made = snippet("x = 1", "# /// notes\n# a = 1\n# ///\n")
    assert downloads.script(made, made.text, KNOWN).endswith(f"# ///\n\n{made.text}")


def test_a_declared_python_stays(snippet):
    made = snippet("x = 1", '# /// script\n# requires-python = ">=3.13"\n# ///\n')
    assert block(downloads.script(made, made.text, KNOWN))[0] == {"requires-python": ">=3.13", "dependencies": []}


def test_the_text_is_that_of_the_reader(snippet):
    made = snippet("import numpy  # a reason", DECLARED.format("numpy"))
    text = downloads.script(made, made.text.replace("a reason", "原因"), KNOWN)
    assert text.endswith("import numpy  # 原因\n")


@pytest.mark.parametrize(("language", "says"), [("en", "Installs "), ("zh", "安装")])
def test_a_notebook_installs_in_its_language(snippet, language, says):
    made = snippet("import torch, numpy", DECLARED.format('scikit-learn", "rich[jupyter]'))
    cell = downloads.install_cell(made, language, KNOWN)
    comment, command = cell.source.splitlines()
    assert comment.startswith(f"# {says}")
    assert command == '%pip install -q scikit-learn "rich[jupyter]" "torch>=2.6" numpy'
    assert (cell.cell_type, cell.execution_count, cell.outputs) == ("code", None, [])
    assert cell.metadata.tags == ["install"]


def test_a_notebook_that_needs_nothing_installs_nothing(snippet):
    assert downloads.install_cell(snippet("import os"), "en", KNOWN) is None


def test_a_notebook_tells_pip_what_its_block_tells_uv_about_builds(snippet, tmp_path, monkeypatch):
    head = """\
# /// script
# dependencies = ["visdom"]
# [tool.uv]
# build-constraint-dependencies = ["setuptools<80", "wheel"]
# ///
"""
    cell = downloads.install_cell(snippet("import visdom", head), "en", KNOWN)
    code, _, command = cell.source.rpartition("\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "environ", {})
    exec(code)
    assert command == "%pip install -q visdom"
    assert set(os.environ) == {"PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT"}
    assert {Path(file).read_text("utf-8") for file in os.environ.values()} == {"setuptools<80\nwheel"}


SNIPPETS = source.load(ROOT / "snippets")
OTHER_NAMES = {"sklearn": "scikit-learn"}


@pytest.fixture(scope="module")
def known():
    """What programs of the course may rely on."""
    return downloads.supported(ROOT / "pyproject.toml")


@pytest.mark.parametrize("name", [name for name in SNIPPETS if not SNIPPETS[name].metadata.diagram])
def test_every_program_of_the_course_needs_what_it_imports(name, known):
    """The imports are found again by their lines, and named by hand."""
    needs = {Requirement(need).name for need in downloads.requirements(SNIPPETS[name], known)}
    lines = re.findall(r"(?m)^ *(?:import|from) ([\w, ]+?)(?:\.[\w.]+)?(?: import .*| as \w+)?$", SNIPPETS[name].text)
    modules = {module.strip() for line in lines for module in line.split(",")} - sys.stdlib_module_names
    imported = {OTHER_NAMES.get(module, module) for module in modules}
    assert imported <= needs
    assert needs - imported <= {Requirement(declared).name for declared in SNIPPETS[name].metadata.dependencies}


def test_the_bounds_are_those_of_the_project(known):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"].startswith(f"{known.python},")
    assert f"torch{known.packages['torch']}" in project["dependencies"]
    assert f"torch {str(known.packages['torch']).removeprefix('>=')} is the oldest" in (
        (ROOT / "README.md").read_text("utf-8")
    )
