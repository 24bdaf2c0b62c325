"""Fixtures for all tests: the results that the pages show."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from snippets._engine.course import Course
from snippets._engine.errors import ROOT
from snippets._engine.run.key import MissingDependency
from snippets._engine.run.result import Result
from snippets._engine.run.runner import Runner
from snippets._engine.snippet import catalogue, source


@pytest.fixture(scope="session")
def runner() -> Iterator[Runner]:
    """Runs snippets as a build does, and shares its store of results."""
    with Runner(Course(ROOT), catalogue.translations(catalogue.read())) as made:
        yield made


@pytest.fixture(scope="session")
def run(runner: Runner) -> Callable[[str], Result]:
    """`run("topic/name")` gives the up-to-date result of a snippet."""
    results: dict[str, Result] = {}

    def bring(name: str) -> Result:
        if name not in results:
            snippet = source.parse(source.find()[name], name)
            try:
                results[name] = runner.stored(snippet) or runner.run(snippet)
            except MissingDependency as missing:
                pytest.skip(str(missing))
        return results[name]

    return bring
