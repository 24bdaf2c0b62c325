"""What a build says that it did."""

from __future__ import annotations

import pytest

from snippets._engine.errors import CourseError
from snippets._engine.run.outcome import Outcome, summary, table
from snippets._engine.run.result import Result


@pytest.fixture
def make():
    def make(count=0, ran=(), **changes):
        results = {
            f"t/s{number}": Result(f"t/s{number}", "k", "", number + 0.5, 100, "cpu", {}, {}, {}, {}, {})
            for number in range(count)
        }
        return Outcome(results, ran=list(ran), **changes)

    return make


def test_a_build_that_ran_nothing_says_one_line(make):
    assert summary(make(307)) == "307 snippets: 307 kept"
    assert summary(make(1)) == "1 snippet: 1 kept"


def test_what_ran_is_counted_with_its_time_and_the_slowest(make):
    outcome = make(47, ran=["t/s1", "t/s3", "t/s2"], seconds=12.43)
    assert summary(outcome) == "47 snippets: 3 run in 12.4 s, 44 kept; slowest t/s3 3.5 s"


def test_what_has_no_result_is_grouped_by_reason(make):
    outcome = make(
        2,
        ran=["t/bad", "t/s1"],
        seconds=1,
        failures={"t/bad": CourseError("is bad")},
        not_run={f"t/g{number}": "needs a GPU" for number in range(8)} | {"t/a": "needs t/bad, which failed"},
    )
    assert summary(outcome).splitlines() == [
        "12 snippets: 2 run in 1.0 s, 1 kept; slowest t/s1 1.5 s",
        "failed: t/bad",
        "not run, needs t/bad, which failed: t/a",
        "not run, needs a GPU: t/g0, t/g1, t/g2, t/g3, t/g4 and 3 more",
    ]


def test_the_table_has_every_snippet_slowest_first(make):
    outcome = make(3, ran=["t/s1", "t/bad"], failures={"t/bad": CourseError("is bad")}, not_run={"t/g": "needs a GPU"})
    rows = [line.split() for line in table(outcome).splitlines()]
    assert rows == [
        ["snippet", "seconds", "memory", "MB"],
        ["t/s2", "2.50", "100", "kept"],
        ["t/s1", "1.50", "100", "run"],
        ["t/s0", "0.50", "100", "kept"],
        ["t/g", "not", "run:", "needs", "a", "GPU"],
        ["t/bad", "FAILED"],
    ]
