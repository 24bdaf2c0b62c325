"""How a program ends: by itself, by `sys.exit`, and in a fork of itself; with nothing lost and nothing let pass."""

from __future__ import annotations

import os
import time

import psutil
import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="uses the fork server, and programs fork")

EXIT = "import sys\nsys.exit({})\n"


@pytest.mark.parametrize("code", ["", "0", "None"])
def test_a_program_that_ends_with_exit_keeps_all_that_it_made(bench, code):
    result = bench.run(
        "# %% a\nprint('one')\n# %% b\n"
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\nprint('two')\nn = 3\n" + EXIT.format(code)
    )
    assert result.output("a") == "one\n"
    assert result.output("b") == "two\n"
    assert len(result.cells["b"].figures) == 1
    assert result.facts["n"] == 3


def test_one_that_ends_with_a_code_fails(bench):
    error = bench.failure("# %% a\nprint('one')\n" + EXIT.format("3"))
    assert error.what == "cell `a` ended the program with exit code 3"
    assert "one" in error.detail


def test_its_declared_error_must_still_come(bench):
    table = "# /// script\n# [tool.snippet]\n# raises = { a = 'ValueError' }\n# ///\n"
    error = bench.failure(f"{table}# %% a\n{EXIT.format(0)}")
    assert error.what == "cell `a` must raise 'ValueError' but did not fail"


def test_its_figures_must_still_be_shown(bench):
    error = bench.failure("# %% a\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\n" + EXIT.format(0))
    assert "never shown" in error.what


FORK = "# %% a\nimport os\nchild = os.fork()\n{}\n# %% b\nprint('child' if child == 0 else 'parent')\n"
WAIT = "if child:\n    os.waitpid(child, 0)"


def test_a_fork_that_comes_to_the_end_writes_and_leaves_the_report_to_the_program(bench):
    result = bench.run(FORK.format(WAIT))
    assert result.output("a") + result.output("b") == "child\nparent\n"
    assert result.facts["child"] > 0


@pytest.mark.parametrize("end", ["raise SystemExit", "raise RuntimeError('of the child')", "import sys; sys.exit(5)"])
def test_a_fork_ends_where_it_likes(bench, end):
    result = bench.run(FORK.format(f"if child == 0:\n    {end}\n{WAIT}"))
    assert result.output("b") == "parent\n"
    assert ("RuntimeError: of the child" in result.output("a")) == ("RuntimeError" in end)


def test_a_fork_that_outlives_the_program_is_ended(bench):
    result = bench.run(FORK.format("if child == 0:\n    import time\n    time.sleep(100)"))
    assert result.output("b") == "parent\n"
    deadline = time.monotonic() + 10
    while _lives(result.facts["child"]) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _lives(result.facts["child"])


def _lives(process):
    try:
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.mark.parametrize("begins", ["", "import torch\n"])
def test_errors_are_seen_after_a_program_has_put_back_the_hooks_of_python(bench, begins):
    thread = (
        "import threading\nthreading.excepthook = threading.__excepthook__\n"
        "def work():\n    raise RuntimeError('lost')\n"
        "t = threading.Thread(target=work)\nt.start()\nt.join()\n"
    )
    assert bench.failure(f"# %% a\n{begins}{thread}").what == "a thread raised RuntimeError: lost"
    finaliser = (
        "import sys\nsys.unraisablehook = sys.__unraisablehook__\n"
        "class A:\n    def __del__(self):\n        raise ValueError('lost')\na = A()\ndel a\n"
    )
    assert bench.failure(f"# %% a\n{begins}{finaliser}").what == "an exception was ignored: ValueError: lost"


@pytest.mark.parametrize("begins", ["", "import torch\n"])
def test_a_file_on_another_module_is_written(bench, begins):
    written = "import json\njson.kept = open('kept.txt', 'w')\njson.kept.write('all')\n"
    table = "# /// script\n# [tool.snippet]\n# saves = ['kept.txt']\n# ///\n"
    result = bench.run(f"{table}# %% a\n{begins}{written}")
    assert (bench.runner.store.folder / "t" / "s").exists()
    (kept,) = bench.runner.store.folder.rglob("kept.txt")
    assert kept.read_text(encoding="utf-8") == "all", result


def test_the_engine_is_not_seen_by_a_hook_for_audits(bench):
    seen = (
        "# %% a\nimport sys\nseen = []\nsys.addaudithook(lambda event, arguments: seen.append(event))\n"
        "# %% b\nx = 1\n# %% c\nprint(*seen)\n"
    )
    assert bench.run(seen).output("c") == "\n"
