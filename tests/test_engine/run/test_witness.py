"""Whether a program sees its own text, and errors that Python reports and goes on."""

from __future__ import annotations

import os

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="uses the fork server")

SEES = {
    "its-file": "from pathlib import Path\nn = len(Path(__file__).read_text())",
    "its-file-by-name": "n = len(open('s.py').read())",
    "its-source": "import inspect\ndef f():\n    return 1  # one\nprint(inspect.getsource(f))",
    "its-traceback": "import traceback\ntry:\n    1 / 0\nexcept ZeroDivisionError:\n    traceback.print_exc()",
    "its-line": "import inspect\nprint(inspect.currentframe().f_lineno)",
    "its-line-in-a-log": (
        "import logging\nlogging.basicConfig(format='%(lineno)d %(message)s')\nlogging.warning('careful')"
    ),
    "the-line-of-an-error": "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    print(e.__traceback__.tb_lineno)",
    "its-frame": "import sys\nx = sys._getframe().f_code.co_name",
    "in-a-python-of-its-own": "import subprocess, sys\nsubprocess.run([sys.executable, '-m', 'tokenize', 's.py'])",
    "what-a-package-knows": "import warnings\nprint(warnings.formatwarning('w', UserWarning, 's.py', 3))",
}
DOES_NOT_SEE = {
    "plain": "x = 1\nprint(x)",
    "another-file": "open('other.py', 'w').write('x')\nx = open('other.py').read()",
    "a-gradient": "import torch\nw = torch.ones(1, requires_grad=True)\n(w * w).sum().backward()\nprint(w.grad)",
    "a-caught-error": "try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    print(error)",
    "another-program": "import subprocess\nsubprocess.run(['true'])",
}


@pytest.mark.parametrize("code", SEES.values(), ids=SEES)
def test_what_sees_its_text_is_run_again_when_a_comment_changes(bench, code):
    bench.run(f"# %% a\n{code}\n")
    assert bench.runner.stored(bench.write(f"# %% a\n{code}\n")) is not None
    assert bench.runner.stored(bench.write(f"# %% a\n# a reason\n{code}\n")) is None


@pytest.mark.parametrize("code", DOES_NOT_SEE.values(), ids=DOES_NOT_SEE)
def test_what_does_not_is_kept(bench, code):
    bench.run(f"# %% a\n{code}\n")
    assert bench.runner.stored(bench.write(f"# %% a\n# a reason\n{code}\n")) is not None


def test_a_declared_error_shows_its_lines(bench):
    table = "# /// script\n# [tool.snippet]\n# raises = { a = 'ZeroDivisionError' }\n# ///\n"
    bench.run(f"{table}# %% a\n1 / 0\n")
    assert bench.runner.stored(bench.write(f"{table}# %% a\n# a reason\n1 / 0\n")) is None


REPORTED = {
    "in-a-thread": (
        "import threading\ndef work():\n    raise RuntimeError('lost')\n"
        "t = threading.Thread(target=work)\nt.start()\nt.join()",
        "a thread raised RuntimeError: lost",
        4,
    ),
    "in-a-thread-after-the-end": (
        "import threading, time\ndef work():\n    time.sleep(0.1)\n    raise RuntimeError('lost')\n"
        "threading.Thread(target=work).start()",
        "a thread raised RuntimeError: lost",
        5,
    ),
    "in-a-finaliser": (
        "class A:\n    def __del__(self):\n        raise ValueError('lost')\na = A()\ndel a",
        "an exception was ignored: ValueError: lost",
        4,
    ),
    "in-a-finaliser-at-the-end": (
        "class A:\n    def __del__(self):\n        raise ValueError('lost')\na = A()",
        "an exception was ignored: ValueError: lost",
        4,
    ),
    "at-exit": (
        "import atexit\ndef late():\n    raise ValueError('lost')\natexit.register(late)",
        "an exception was ignored: ValueError: lost",
        4,
    ),
    "a-warning-in-a-thread": (
        "import threading, warnings\nt = threading.Thread(target=lambda: warnings.warn('odd'))\nt.start()\nt.join()",
        "a thread raised UserWarning: odd",
        3,
    ),
}


@pytest.mark.parametrize(("code", "what", "line"), REPORTED.values(), ids=REPORTED)
def test_an_error_that_python_reports_and_goes_on_fails_the_run(bench, code, what, line):
    error = bench.failure(f"# %% a\n{code}\n")
    assert error.what == what
    assert error.line == line
    assert "Traceback" in error.detail
    assert "_engine" not in error.detail


def test_a_warning_in_a_worker_fails_the_run(bench):
    code = (
        "import warnings\nfrom torch.utils.data import DataLoader, Dataset\n"
        "class Odd(Dataset):\n    def __len__(self):\n        return 2\n    def __getitem__(self, i):\n"
        "        warnings.warn('odd')\n        return i\n"
        "if __name__ == '__main__':\n    list(DataLoader(Odd(), num_workers=1, multiprocessing_context={!r}))\n"
    )
    for context in ("fork", "spawn"):
        error = bench.failure("# %% a\n" + code.format(context))
        assert "raised UserWarning: Caught UserWarning in DataLoader worker" in error.what, context


def test_what_a_program_handles_itself_is_no_failure(bench):
    result = bench.run(
        "# %% a\nimport threading\nthreading.excepthook = lambda report: print('handled', report.exc_value)\n"
        "def work():\n    raise RuntimeError('lost')\nt = threading.Thread(target=work)\nt.start()\nt.join()\n"
    )
    assert result.output("a") == "handled lost\n"
