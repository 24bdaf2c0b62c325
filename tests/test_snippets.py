"""Every snippet runs, its checks hold, and its words have Chinese."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets._engine.course import Course
from snippets._engine.run.plan import Plan
from snippets._engine.snippet import catalogue, source

COURSE = Course(Path(__file__).resolve().parents[1])
SNIPPETS = source.load(COURSE.snippets)


@pytest.mark.parametrize("name", SNIPPETS)
def test_runs_and_its_checks_hold(name, run):
    if SNIPPETS[name].metadata.gpu:
        pytest.skip("needs a GPU")
    result = run(name)
    assert set(result.cells) == set(SNIPPETS[name].code)


@pytest.mark.parametrize("name", SNIPPETS)
def test_ends_with_a_check(name):
    cells = list(SNIPPETS[name].code.values())
    assert cells[-1].name == "check"
    assert "assert " in cells[-1].source


def test_the_catalogue_is_complete(run):
    labels = {name: run(name).labels for name, snippet in SNIPPETS.items() if not snippet.metadata.gpu}
    known = catalogue.read(COURSE.catalogue)
    used = catalogue.used(SNIPPETS.values(), labels, COURSE.root)
    problems = catalogue.problems(known, used, COURSE.catalogue, COURSE.root)
    assert [str(problem.error()) for problem in problems] == []


def test_no_two_save_the_same_file_and_what_they_use_is_there():
    assert Plan(SNIPPETS.values()).errors == {}
