"""Snippets that never end, crash, or take too much: one message, nothing kept, and the next run works."""

from __future__ import annotations

import os

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="uses the fork server")

LIMITS = "# /// script\n# [tool.snippet]\n# seconds = {seconds}\n# memory = 1000\n# ///\n"  # 5 lines

CASES = {
    "endless-loop": ("while True: pass", "ran longer than 0.5 s", "`seconds`"),
    "endless-sleep": ("import time; time.sleep(60)", "ran longer than 0.5 s", "`seconds`"),
    "endless-loop-that-catches-everything": (
        "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "ran longer than 0.5 s",
        "`seconds`",
    ),
    "os-exit": ("import os; os._exit(0)", "the process ended (exit code 0)", "ends the interpreter"),
    "os-exit-3": ("import os; os._exit(3)", "the process ended (exit code 3)", "ends the interpreter"),
    "abort": ("import os; os.abort()", "the process ended (SIGABRT)", "crashes it"),
    "kill": ("import os; os.kill(os.getpid(), 9)", "the process ended (SIGKILL)", "ends the interpreter"),
    "out-of-memory": (
        "hoard = []\nwhile True: hoard.append(bytearray(10_000_000))",
        "MB of memory, more than 1,000 MB",
        "`memory`",
    ),
    "out-of-memory-at-once": ("import torch\ntorch.empty(10**15)", "raised RuntimeError", "Mend"),
    "100-mb-of-print": ("print('x' * 100_000_000)", "printed more than 1,000,000 bytes", "Print less"),
    "100-mb-of-print-in-pieces": (
        "for _ in range(1_000_000): print('x' * 100)",
        "printed more than 1,000,000 bytes",
        "Print less",
    ),
    "100-mb-of-print-that-is-caught": (
        "try:\n    print('x' * 100_000_000)\nexcept BaseException: pass",
        "printed more than 1,000,000 bytes",
        "Print less",
    ),
    "100-mb-of-subprocess": (
        "import os\nwhile True: os.write(2, b'x' * 1_000_000)",
        "printed more than 1,000,000 bytes",
        "Print less",
    ),
    "recursion": ("def f(): f()\nf()", "raised RecursionError", "Mend"),
}


@pytest.mark.parametrize(("code", "what", "remedy"), CASES.values(), ids=CASES)
def test_bad_snippet_fails_with_one_message_and_leaves_nothing(bench, tmp_path, code, what, remedy):
    limits = LIMITS.format(seconds=0.5 if "ran longer" in what else 60)
    error = bench.failure(f"{limits}# %% good\nx = 1\n\n# %% bad\n{code}\n")
    assert what in error.what
    assert "`bad`" in error.what
    assert remedy in error.remedy
    assert 10 <= error.line <= 10 + code.count("\n")
    assert list((tmp_path / "tmp").iterdir()) == [], "a working folder was left"
    assert bench.run("# %% a\nx = 2\n").facts == {"x": 2}, "the next run must work"


def test_segmentation_fault_names_its_line_without_frames_of_the_engine(bench):
    error = bench.failure("# %% good\nx = 1\n\n# %% bad\nimport ctypes\n\nctypes.string_at(0)\n")
    assert error.what == "the process ended (SIGSEGV) in cell `bad` before the snippet did"
    assert error.line == 7
    assert 'File "s.py", line 7 in <module>' in error.detail
    assert "_engine" not in error.detail
    assert bench.run("# %% a\nx = 2\n").facts == {"x": 2}


def test_memory_of_subprocesses_counts(bench):
    hoard = "hoard = []\nwhile True: hoard.append(bytearray(10_000_000))"
    code = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {hoard!r}])"
    assert "MB of memory" in bench.failure(f"{LIMITS.format(seconds=60)}# %% bad\n{code}\n").what
