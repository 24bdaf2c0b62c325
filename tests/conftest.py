"""Fixtures for all tests: the results that the pages show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from snippets._engine.course import Course
from snippets._engine.run.key import MissingDependency
from snippets._engine.run.result import Result
from snippets._engine.run.runner import Runner
from snippets._engine.snippet import catalogue, source

COURSE = Course(Path(__file__).resolve().parents[1])


@pytest.fixture(scope="session")
def runner() -> Iterator[Runner]:
    """Runs snippets as a build does, and shares its store of results."""
    with Runner(COURSE, catalogue.translations(catalogue.read(COURSE.catalogue))) as made:
        yield made


@pytest.fixture(scope="session")
def run(runner: Runner) -> Callable[[str], Result]:
    """`run("topic/name")` gives the up-to-date result of a snippet."""
    results: dict[str, Result] = {}

    def bring(name: str) -> Result:
        if name not in results:
            snippet = source.parse(source.find(COURSE.snippets)[name], name)
            for producer in snippet.metadata.inputs:
                bring(producer)
            try:
                results[name] = runner.stored(snippet, results) or runner.run(snippet, results)
            except MissingDependency as missing:
                pytest.skip(str(missing))
        return results[name]

    return bring
