"""What a run is: isolation, results, declared errors, figures never shown, several at once."""

from __future__ import annotations

import os
import threading
import time

import psutil
import pytest

from snippets._engine.course import Course
from snippets._engine.errors import ROOT, CourseError
from snippets._engine.run import runner as run_module
from snippets._engine.run.key import MissingDependency
from snippets._engine.run.runner import Outcome, Runner, Stopped, table
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
    assert (result.cells["a"].stdout, result.cells["a"].stderr) == ("one\n", "two\n")
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


# --- isolation


def test_a_run_is_the_main_module_in_an_empty_folder(bench):
    result = bench.run(
        """
        # %% a
        import os, sys
        name = __name__
        content = os.listdir() + os.listdir("data")
        argument_is_file = sys.argv == [__file__]
        main_is_here = sys.modules["__main__"].name == "__main__"
        """
    )
    assert result.facts == {"name": "__main__", "content": ["data"], "argument_is_file": True, "main_is_here": True}


@pytest.mark.parametrize("module", ["snippets", "snippets._engine", "tests"])
def test_the_project_cannot_be_imported(bench, module):
    error = bench.failure(f"# %% a\nimport os\nimport {module}\n")
    assert "ModuleNotFoundError" in error.what
    assert error.line == 3


def test_nothing_leaks_from_one_snippet_to_the_next(bench):
    bench.run(
        """
        # %% a
        import builtins, math, os, sys, types
        import torch
        builtins.leak = math.leak = 1
        sys.modules["leak"] = types.ModuleType("leak")
        os.environ["LEAK"] = "1"
        open("leak.txt", "w").close()
        torch.set_default_dtype(torch.float64)
        torch.manual_seed(5)
        """
    )
    facts = bench.run(
        """
        # %% a
        import builtins, math, os, sys
        import torch
        leaks = [hasattr(builtins, "leak"), hasattr(math, "leak"), "leak" in sys.modules, "LEAK" in os.environ]
        leaks += [os.path.exists("leak.txt"), torch.get_default_dtype() == torch.float64, torch.initial_seed() == 5]
        """
    ).facts
    assert facts["leaks"] == [False] * 7


def test_the_working_folder_is_gone_afterwards(bench, tmp_path):
    bench.run("# %% a\nopen('file', 'w').close()\n")
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_snippet_has_one_thread(bench):
    facts = bench.run(
        "# %% a\nimport os\nimport torch\nn = torch.get_num_threads()\nomp = os.environ['OMP_NUM_THREADS']\n"
    )
    assert facts.facts == {"n": 1, "omp": "1"}


def test_annotations_are_those_of_the_snippet(bench):
    """The engine's own `from __future__ import annotations` does not reach into it."""
    assert bench.run("# %% a\ndef f(x: int): pass\nis_type = f.__annotations__['x'] is int\n").facts == {
        "is_type": True
    }


def test_a_class_can_be_pickled(bench):
    bench.run(
        """
        # %% a
        import pickle
        class Point:
            pass
        assert isinstance(pickle.loads(pickle.dumps(Point())), Point)
        """
    )


def test_a_process_left_running_is_ended(bench):
    pid = bench.run("# %% a\nimport subprocess\npid = subprocess.Popen(['sleep', '300']).pid\n").facts["pid"]
    deadline = time.monotonic() + 5
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != "zombie" and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == "zombie"


def test_standard_input_is_empty(bench):
    assert (
        "EOFError" in bench.failure("# %% a\ninput()\n").what
        or "RuntimeError" in bench.failure("# %% a\ninput()\n").what
    )


# --- errors


def test_exception_names_cell_line_and_traceback(bench):
    error = bench.failure("# %% a\nx = 1\n\n# %% b\ndef f():\n    raise ValueError('too bad')\nf()\n")
    assert error.what == "cell `b` raised ValueError: too bad"
    assert error.line == 6
    assert 'File "s.py", line 7, in <module>' in error.detail
    assert "_engine" not in error.detail


def test_failed_assertion_is_a_failure(bench):
    assert bench.failure("# %% check\nassert 1 == 2\n").line == 2


@pytest.mark.parametrize("code", ["raise SystemExit(0)", "raise KeyboardInterrupt", "exit()"])
def test_leaving_early_is_a_failure(bench, code):
    assert "cell `a`" in bench.failure(f"# %% a\n{code}\n\n# %% check\nassert False\n").what


def test_declared_error_is_kept_and_the_run_goes_on(bench):
    result = bench.run(
        """
        # /// script
        # [tool.snippet]
        # raises = { a = "RuntimeError: mat1 and mat2" }
        # ///
        # %% a
        import torch
        torch.ones(2, 3) @ torch.ones(2, 3)

        # %% b
        after = 1
        """
    )
    assert result.error("a").splitlines()[-1].startswith("RuntimeError: mat1 and mat2 shapes")
    assert 'File "s.py", line 7, in <module>' in result.error("a")
    assert "torch.ones(2, 3) @ torch.ones(2, 3)" in result.error("a")
    assert result.error("b") is None
    assert result.facts == {"after": 1}


def declared(error: str, code: str) -> str:
    return f"# /// script\n# [tool.snippet]\n# raises = {{ a = '{error}' }}\n# ///\n# %% a\n{code}\n"


def test_declared_error_that_does_not_come_fails(bench):
    error = bench.failure(declared("ValueError", "pass"))
    assert error.what == "cell `a` must raise 'ValueError' but did not fail"
    assert error.line == 6
    assert "`raises`" in error.remedy


def test_another_error_than_declared_fails(bench):
    error = bench.failure(declared("ValueError", "x = 1\n{}['k']"))
    assert error.what == "cell `a` raised KeyError: 'k' instead of 'ValueError'"
    assert error.line == 7


def test_paths_of_installed_packages_are_shortened_in_tracebacks(bench):
    result = bench.run(declared("RuntimeError", "import torch\ntorch.nn.Linear(2, 1)(torch.ones(3))"))
    assert 'File ".../site-packages/torch/nn/' in result.error("a")
    assert str(ROOT) not in result.error("a")


def test_warnings_are_errors(bench):
    error = bench.failure("# %% a\nimport warnings\nwarnings.warn('old way')\n")
    assert error.what == "cell `a` raised UserWarning: old way"
    assert error.line == 3


def test_deprecation_in_the_snippet_itself_is_an_error(bench):
    error = bench.failure("# %% a\nimport warnings\nwarnings.warn('gone soon', DeprecationWarning)\n")
    assert "DeprecationWarning: gone soon" in error.what


def test_deprecation_inside_a_library_is_hidden(bench):
    bench.run(
        """
        # %% a
        from pathlib import Path
        Path("library.py").write_text("import warnings; warnings.warn('gone soon', DeprecationWarning)")
        import library
        """
    )


def test_a_figure_never_shown_is_a_failure(bench):
    error = bench.failure("# %% a\nx = 1\n\n# %% b\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\n")
    assert error.what == "a figure of cell `b` is never shown"
    assert error.line == 5
    assert "plt.show()" in error.remedy


@pytest.mark.parametrize(
    "code", ["x = float('nan')", "x = [1.0, float('inf')]", "import torch\nx = torch.tensor([0.0]).log()"]
)
def test_fact_that_is_not_finite_is_a_failure(bench, code):
    error = bench.failure(f"# %% a\n{code}\n")
    assert "x is " in error.what
    assert error.line == 2 + code.count("\n")
    assert "`diverges = true`" in error.remedy


@pytest.mark.parametrize("text", ["nan", "loss=-inf", "tensor([nan, 1.])"])
def test_printed_nan_is_a_failure(bench, text):
    assert "cell `a` printed" in bench.failure(f"# %% a\nprint({text!r})\n").what


def test_word_that_holds_nan_is_no_nan(bench):
    assert bench.run("# %% a\nprint('nan_to_num banana information')\n").output("a")


def test_a_snippet_that_diverges_may_say_so(bench):
    result = bench.run("# /// script\n# [tool.snippet]\n# diverges = true\n# ///\n# %% a\nx = 1e308 * 10\nprint(x)\n")
    assert result.facts == {"x": float("inf")}


# --- the store


def test_only_success_is_cached_and_the_next_run_recovers(bench):
    broken = bench.write("# %% a\nx = 1 / 0\n")
    with pytest.raises(CourseError):
        bench.runner.run(broken)
    assert bench.runner.stored(broken) is None
    mended = bench.write("# %% a\nx = 1 / 1\n")
    bench.runner.run(mended)
    assert bench.runner.stored(mended).facts == {"x": 1.0}
    assert bench.runner.stored(broken) is None


def test_what_is_up_to_date_is_not_run_again(bench):
    snippet = bench.write("# %% a\nx = 1\n")
    assert bench.runner.bring_up_to_date([snippet], progress=False).ran == ["t/s"]
    kept = bench.runner.bring_up_to_date([snippet], progress=False)
    assert (kept.ran, kept.results["t/s"].facts) == ([], {"x": 1})
    assert bench.runner.bring_up_to_date([snippet], progress=False, fresh=True).ran == ["t/s"]


def test_one_failure_does_not_stop_the_others(bench):
    snippets = [bench.write("# %% a\n1 / 0\n", "t/bad"), bench.write("# %% a\nx = 1\n", "t/good")]
    landed = []
    outcome = bench.runner.bring_up_to_date(snippets, progress=False, landed=landed.append)
    assert list(outcome.failures) == ["t/bad"]
    assert [result.name for result in landed] == ["t/good"]
    lines = table(outcome).splitlines()
    assert lines[0].split() == ["snippet", "seconds", "memory", "MB"]
    assert lines[1].startswith("t/good")
    assert lines[-1].split() == ["t/bad", "FAILED"]


MISSING = '# /// script\n# dependencies = ["no-such-package-here >= 2"]\n# ///\n# %% a\nx = 1\n'


@pytest.mark.parametrize("fresh", [False, True], ids=["stored", "fresh"])
def test_missing_dependency_is_not_run_and_no_failure(bench, fresh):
    outcome = bench.runner.bring_up_to_date([bench.write(MISSING)], progress=False, fresh=fresh)
    assert (outcome.failures, outcome.ran) == ({}, [])
    assert "pip install 'no-such-package-here >= 2'" in outcome.not_run["t/s"]


def test_missing_dependency_names_file_and_remedy(bench):
    with pytest.raises(MissingDependency) as caught:
        bench.runner.run(bench.write(MISSING))
    assert caught.value.path == bench.folder / "t" / "s.py"


def test_gpu_snippet_is_not_run_without_asking(bench):
    snippet = bench.write("# /// script\n# [tool.snippet]\n# gpu = true\n# ///\n# %% a\nx = 1\n")
    assert bench.runner.bring_up_to_date([snippet], progress=False).not_run == {"t/s": "needs a GPU"}


def test_two_runners_at_once_share_a_store(bench):
    snippets = [bench.write(f"# %% a\nx = {number}\n", f"t/s{number}") for number in range(4)]
    outcomes: list[Outcome] = []
    other = Runner.__new__(Runner)
    other.__dict__.update(bench.runner.__dict__)
    other.store = Store(bench.runner.store.folder)
    threads = [
        threading.Thread(
            target=lambda each=each: outcomes.append(each.bring_up_to_date(snippets, progress=False, fresh=True))
        )
        for each in (bench.runner, other)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [sorted(outcome.results) for outcome in outcomes] == [[f"t/s{n}" for n in range(4)]] * 2
    assert all(bench.runner.stored(snippet).facts == {"x": n} for n, snippet in enumerate(snippets))
    assert not list(bench.runner.store.folder.rglob("*.part"))


def test_snippets_run_at_the_same_time(bench):
    code = """
        # %% a
        import time
        begin = time.monotonic()
        time.sleep(0.5)
        end = time.monotonic()
    """
    outcome = bench.runner.bring_up_to_date([bench.write(code, f"t/s{n}") for n in range(2)], progress=False)
    one, two = (result.facts for result in outcome.results.values())
    assert max(one["begin"], two["begin"]) < min(one["end"], two["end"])


# --- what a run needs


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
    usage = run_module.shutil.disk_usage
    monkeypatch.setattr(run_module.shutil, "disk_usage", lambda path: usage(path)._replace(free=0))
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
