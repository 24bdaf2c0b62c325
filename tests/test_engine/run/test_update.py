"""Many snippets brought up to date: what is kept, what runs, what is not run, and several at once."""

from __future__ import annotations

import os
import threading

import pytest

from snippets._engine.errors import CourseError
from snippets._engine.run.key import MissingDependency
from snippets._engine.run.outcome import Outcome, table
from snippets._engine.run.plan import Plan
from snippets._engine.run.runner import Runner
from snippets._engine.run.store import Store
from snippets._engine.run.update import bring_up_to_date

pytestmark = pytest.mark.skipif(os.name == "nt", reason="uses the fork server")


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
    assert bench.update(snippet).ran == ["t/s"]
    kept = bench.update(snippet)
    assert (kept.ran, kept.results["t/s"].facts) == ([], {"x": 1})
    assert bench.update(snippet, fresh=True).ran == ["t/s"]


def test_one_failure_does_not_stop_the_others(bench):
    snippets = [bench.write("# %% a\n1 / 0\n", "t/bad"), bench.write("# %% a\nx = 1\n", "t/good")]
    landed = []
    outcome = bench.update(*snippets, landed=landed.append)
    assert list(outcome.failures) == ["t/bad"]
    assert [result.name for result in landed] == ["t/good"]
    lines = table(outcome).splitlines()
    assert lines[0].split() == ["snippet", "seconds", "memory", "MB"]
    assert lines[1].startswith("t/good")
    assert lines[-1].split() == ["t/bad", "FAILED"]


MISSING = '# /// script\n# dependencies = ["no-such-package-here >= 2"]\n# ///\n# %% a\nx = 1\n'


@pytest.mark.parametrize("fresh", [False, True], ids=["stored", "fresh"])
def test_missing_dependency_is_not_run_and_no_failure(bench, fresh):
    outcome = bench.update(bench.write(MISSING), fresh=fresh)
    assert (outcome.failures, outcome.ran) == ({}, [])
    assert "pip install 'no-such-package-here >= 2'" in outcome.not_run["t/s"]


def test_missing_dependency_names_file_and_remedy(bench):
    with pytest.raises(MissingDependency) as caught:
        bench.runner.run(bench.write(MISSING))
    assert caught.value.path == bench.folder / "t" / "s.py"


def test_gpu_snippet_is_not_run_without_asking(bench):
    snippet = bench.write("# /// script\n# [tool.snippet]\n# gpu = true\n# ///\n# %% a\nx = 1\n")
    assert bench.update(snippet).not_run == {"t/s": "needs a GPU"}


def test_two_runners_at_once_share_a_store(bench):
    snippets = [bench.write(f"# %% a\nx = {number}\n", f"t/s{number}") for number in range(4)]
    outcomes: list[Outcome] = []
    other = Runner.__new__(Runner)
    other.__dict__.update(bench.runner.__dict__)
    other.store = Store(bench.runner.store.folder)
    threads = [
        threading.Thread(
            target=lambda each=each: outcomes.append(bring_up_to_date(each, Plan(snippets), progress=False, fresh=True))
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
    outcome = bench.update(*(bench.write(code, f"t/s{n}") for n in range(2)))
    one, two = (result.facts for result in outcome.results.values())
    assert max(one["begin"], two["begin"]) < min(one["end"], two["end"])
