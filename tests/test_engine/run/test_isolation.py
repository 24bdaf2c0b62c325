"""A run is that of a new interpreter in an empty folder, and leaves nothing to the next."""

from __future__ import annotations

import os
import time

import psutil
import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="uses the fork server")


def test_a_run_is_the_main_module_in_an_empty_folder(bench):
    result = bench.run(
        """
        # %% a
        import os, sys
        name = __name__
        content = os.listdir()
        argument_is_file = sys.argv == [os.path.basename(__file__)]
        main_is_here = sys.modules["__main__"].name == "__main__"
        """
    )
    assert result.facts == {"name": "__main__", "content": ["s.py"], "argument_is_file": True, "main_is_here": True}


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
