"""The content key: what a result depends on."""

from __future__ import annotations

import shutil
import textwrap

import pytest

from snippets._engine.data import Provenance
from snippets._engine.run import key as keys
from snippets._engine.run.result import Result
from snippets._engine.snippet.source import parse

TEXT = """\
# /// script
# [tool.snippet]
# seconds = 5
# ///
# %% [markdown]
# # Title

# %% a
import math
x = math.sqrt(2)  # a reason

# %% b
print(x)
"""


@pytest.fixture
def key(tmp_path):
    def key(text, data=None, producers=None):
        path = tmp_path / "t" / "s.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(textwrap.dedent(text), "utf-8")
        snippet = parse(path)
        return keys.key(snippet, data or {}, producers or {}, keys.Installed().versions(snippet), tmp_path / "_draw")

    return key


SAME = {
    "comment": ("# a reason", "# another reason"),
    "comment-added": ("import math\n", "# why\nimport math\n"),
    "blank-lines": ("import math\n", "import math\n\n\n"),
    "spaces": ("math.sqrt(2)", "math.sqrt( 2 )"),
    "brackets": ("x = math.sqrt(2)", "x = (math.sqrt(2))"),
    "markdown": ("# # Title", "# # Another title"),
    "comment-in-metadata": ("# seconds = 5", "# seconds = 5  # slow"),
}
OTHER = {
    "code": ("sqrt(2)", "sqrt(3)"),
    "cell-name": ("%% b", "%% c"),
    "time-limit": ("seconds = 5", "seconds = 6"),
    "text-in-quotes": ("print(x)", "print(x, 'x')"),
}


@pytest.mark.parametrize(("old", "new"), SAME.values(), ids=SAME)
def test_key_stays_when_only_comments_or_layout_change(key, old, new):
    assert old in TEXT
    assert key(TEXT.replace(old, new)) == key(TEXT)


@pytest.mark.parametrize(("old", "new"), OTHER.values(), ids=OTHER)
def test_key_changes_with_code_and_metadata(key, old, new):
    assert old in TEXT
    assert key(TEXT.replace(old, new)) != key(TEXT)


def test_key_changes_with_what_the_data_are(key):
    kinds = [Provenance("real", "", "abc"), Provenance("stand-in", "", "abc"), Provenance("real", "", "abd")]
    keys = {key(TEXT, {"mnist": kind}) for kind in kinds}
    assert len(keys) == 3
    assert key(TEXT) not in keys


def test_key_changes_with_the_run_and_the_files_of_what_it_uses(key):
    def producer(key, digest):
        return Result("t/p", key, "", 0, 0, "cpu", {}, {}, {}, {}, {}, files={"cnn.pt": digest * 64})

    found = {key(TEXT, {}, {"t/p": producer(run, digest)}) for run, digest in (("a", "0"), ("b", "0"), ("a", "1"))}
    assert len(found | {key(TEXT)}) == 4


@pytest.mark.parametrize("package", ["torch", "torchvision", "numpy", "matplotlib"])
def test_key_changes_with_versions(key, monkeypatch, package):
    before = key(TEXT)
    version = keys.Installed.version
    other = lambda self, name: "0.0.1" if name == package else version(self, name)  # noqa: E731
    monkeypatch.setattr(keys.Installed, "version", other)
    assert key(TEXT) != before


def test_key_of_a_diagram_alone_changes_with_the_visual_language(key, tmp_path):
    file = tmp_path / "_draw" / "__init__.py"
    file.parent.mkdir()
    diagram = TEXT.replace("seconds = 5", "diagram = true")
    found = set()
    for text in ("INK = 1", "INK = 2"):
        file.write_text(text)
        found |= {key(diagram), key(TEXT)}
    assert len(found) == 3


def test_key_changes_with_the_engine(key, monkeypatch):
    before = key(TEXT)
    monkeypatch.setattr(keys, "engine_digest", lambda: "another")
    assert key(TEXT) != before


WHERE = ["run/inside/program.py", "run/inside/figures.py", "run/process.py", "run/left.py", "run/terminal.py"]
WHERE += ["data/view.py", "snippet/labels.py", "run/inside/new.py"]


@pytest.mark.parametrize("file", WHERE)
def test_the_digest_of_the_engine_holds_what_decides_what_a_run_leaves(tmp_path, monkeypatch, file):
    def digest():
        return keys.engine_digest.__wrapped__()

    engine = tmp_path / "engine"
    for name in ("run", "data", "snippet"):
        shutil.copytree(keys.ENGINE / name, engine / name)
    monkeypatch.setattr(keys, "ENGINE", engine)
    before = digest()
    with (engine / "run" / "runner.py").open("a") as opened:
        opened.write("# another scheduler")
    assert digest() == before
    with (engine / file).open("a") as opened:
        opened.write("# another way to run")
    assert digest() != before
