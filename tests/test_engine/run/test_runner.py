"""One run: what its result holds, without a fork server too, and what happens when it cannot be had."""

from __future__ import annotations

import os
import time

import psutil
import pytest

from snippets._engine.course import Course
from snippets._engine.errors import CourseError
from snippets._engine.run import limits, process
from snippets._engine.run import runner as run_module
from snippets._engine.run.limits import Stopped
from snippets._engine.run.runner import Runner
from snippets._engine.run.store import Store

pytestmark = pytest.mark.skipif(os.name == "nt", reason="uses the fork server")


def test_result_holds_output_facts_and_environment(bench):
    result = bench.run(
        """
        # %% a
        import sys, torch
        x = torch.tensor(2.5)
        costs = [1, 2.5]
        print("one"); print("two", file=sys.stderr)

        # %% check
        assert x == 2.5
        """
    )
    assert result.cells["a"].output == "one\ntwo\n"
    assert result.output("a") == "one\ntwo\n"
    assert result.output("check") == ""
    assert result.facts == {"x": 2.5, "costs": [1, 2.5]}
    assert result.device == "cpu"
    assert set(result.versions) >= {"python", "torch", "torchvision", "numpy", "matplotlib"}
    assert 0 < result.seconds < 60
    assert result.peak_memory_mb > 10


def test_a_long_line_is_kept_in_a_moment(bench):
    result = bench.run("# %% a\nprint('x' * 900_000)\n")
    assert len(result.output("a")) == 900_001
    assert result.seconds < 5


def test_carriage_return_overwrites_its_line(bench):
    assert (
        bench.run(r"""
        # %% a
        print("10 %\r100 %")
    """).output("a")
        == "100 %\n"
    )


def test_where_nothing_can_be_forked_a_new_interpreter_runs_it(bench, monkeypatch):
    monkeypatch.setattr(process, "FORKS", False)
    result = bench.run("# %% a\nimport matplotlib.pyplot as plt\nx = 2\nplt.plot([1, x])\nplt.show()\nprint(x)\n")
    assert (result.facts, result.output("a")) == ({"x": 2}, "2\n")
    assert "<path" in result.cells["a"].figures[0]["zh"]


def test_full_disk_for_the_working_folder_names_the_remedy(bench, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(run_module.tempfile, "mkdtemp", full)
    with pytest.raises(CourseError) as caught:
        bench.run("# %% a\nx = 1\n")
    assert "No space left on device" in caught.value.what
    assert "Make room" in caught.value.remedy


def test_full_disk_for_the_report_names_the_remedy(bench, monkeypatch):
    """The process cannot write its report; a limit on file sizes stands for the disk."""
    usage = limits.shutil.disk_usage
    monkeypatch.setattr(limits.shutil, "disk_usage", lambda path: usage(path)._replace(free=0))
    error = bench.failure("# %% a\nimport resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n")
    assert "no space left on the disk" in error.what
    assert "Free some space" in error.remedy


def test_closing_stops_what_runs_and_keeps_nothing(bench, tmp_path):
    runner = Runner(Course(tmp_path), {}, store=Store(tmp_path / "own"), jobs=1)
    runner.launcher = bench.runner.launcher
    marker = tmp_path / "pid"
    future = runner.submit(
        bench.write(f"# %% a\nimport os, time\nopen({str(marker)!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)\n")
    )
    pid = int(_content(marker))
    runner._stop.set()
    with pytest.raises(Stopped):
        future.result(timeout=5)
    assert _gone(pid)
    assert not (tmp_path / "own").exists()
    assert list((tmp_path / "tmp").iterdir()) == []
    runner._pool.shutdown()


def _content(path) -> str:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if path.exists() and path.read_text():
            return path.read_text()
        time.sleep(0.01)
    raise AssertionError("the snippet did not start")


def _gone(pid: int) -> bool:
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.02)
    return False


DIAGRAM = "# /// script\n# [tool.snippet]\n# diagram = true\n# ///\n# %% a\nimport draw\nx = draw.INK\n"


def test_a_diagram_finds_the_visual_language_and_others_do_not(bench, monkeypatch, tmp_path):
    assert "No module named 'draw'" in bench.failure(DIAGRAM.replace("diagram = true", "seconds = 9"), "t/other").what
    monkeypatch.setattr(bench.runner, "course", Course(tmp_path))
    language = bench.runner.course.drawing / "__init__.py"
    language.parent.mkdir(parents=True)
    for ink in (1, 2):
        language.write_text(f"INK = {ink}")
        snippet = bench.write(DIAGRAM)
        assert bench.runner.stored(snippet) is None, "another language, another diagram"
        assert bench.runner.run(snippet).facts == {"x": ink}
