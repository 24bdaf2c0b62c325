"""Every snippet runs, its checks hold, and its words have Chinese."""

from __future__ import annotations

import pytest

from snippets._engine.snippet import catalogue, source

SNIPPETS = source.load()


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
    results = {name: run(name) for name, snippet in SNIPPETS.items() if not snippet.metadata.gpu}
    used = catalogue.used(SNIPPETS.values(), results)
    assert [str(problem.error()) for problem in catalogue.problems(catalogue.read(), used)] == []
