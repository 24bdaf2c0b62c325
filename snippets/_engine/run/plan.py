"""The order in which snippets run, since one may use what another saved, and the shares of several machines."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from .. import data
from ..errors import CourseError, nearest
from ..snippet.source import Snippet


class Plan:
    """Which snippet waits for which; made from a whole course, of which then only a part may be run.

    A snippet whose metadata cannot be met keeps its place, so that those that use its files can name it.

    Args:
        snippets: All that could be read.
        errors: Why others could not be read, by name.

    Attributes:
        snippets: The snippets by name, each after those whose files it uses.
        errors: Why a snippet cannot be run as it stands, by name.
    """

    def __init__(self, snippets: Iterable[Snippet], errors: Mapping[str, CourseError] | None = None) -> None:
        given = {snippet.name: snippet for snippet in snippets}
        self.errors = dict(errors or {})
        known = sorted([*given, *self.errors])
        savers = _savers(given.values())
        for snippet in given.values():
            if error := _wrong(snippet, given, known, savers):
                self.errors[snippet.name] = error
        self._producers = {
            name: [each for each in snippet.metadata.inputs if each in known] for name, snippet in given.items()
        }
        order = self._without_rings(given)
        self.snippets = {name: given[name] for name in order if name in given}

    def producers(self, name: str) -> list[str]:
        """The snippets whose files one uses."""
        return self._producers.get(name, [])

    def consumers(self, name: str) -> list[str]:
        """The snippets that use the files of one."""
        return [each for each, producers in self._producers.items() if name in producers]

    def complete(self, names: Iterable[str] | None = None) -> list[str]:
        """Snippets, by default all, and those that they wait for, in the order in which they run."""
        return self._reached([*self.errors, *self.snippets] if names is None else names, self.producers)

    def share(self, names: Iterable[str], number: int, count: int) -> list[str]:
        """One of several shares of snippets, which together are all of them.

        The shares hang on nothing but the snippets and are about as long as each other, by the seconds that
        snippets declare. Snippets that wait for each other stand in one share.

        Args:
            names: The snippets.
            number: Which share, from 1.
            count: How many there are.
        """
        wanted = set(self.complete(names))
        groups: list[list[str]] = []
        for name in sorted(wanted):
            if not any(name in group for group in groups):
                linked = self._reached([name], lambda each: [*self.producers(each), *self.consumers(each)])
                groups.append([each for each in linked if each in wanted])

        def seconds(group: Iterable[str]) -> float:
            return sum(self.snippets[name].metadata.seconds for name in group if name in self.snippets)

        shares: list[list[str]] = [[] for _ in range(count)]
        for group in sorted(groups, key=lambda group: (-seconds(group), group)):
            min(shares, key=seconds).extend(group)
        return self._in_order(shares[number - 1])

    def _reached(self, names: Iterable[str], step: Callable[[str], Iterable[str]]) -> list[str]:
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += step(name)
        return self._in_order(found)

    def _in_order(self, names: Collection[str]) -> list[str]:
        return [*sorted(set(names) - set(self.snippets)), *(name for name in self.snippets if name in names)]

    def _without_rings(self, given: Mapping[str, Snippet]) -> list[str]:
        """The order, once snippets that wait for themselves are errors and wait no longer."""
        while True:
            try:
                return list(TopologicalSorter(self._producers).static_order())
            except CycleError as error:
                ring = error.args[1][1:]  # the first is the last too
                start = ring.index(min(ring))
                ring = ring[start:] + ring[:start]
                for name in ring:
                    self._producers[name] = [each for each in self._producers[name] if each not in ring]
                    self.errors[name] = CourseError(
                        f"uses its own files in a ring: {' → '.join([*ring, ring[0]])}",
                        path=given[name].path,
                        line=given[name].line_of("inputs"),
                        remedy="Take one of them out of the `inputs` of another",
                    )


def _savers(snippets: Iterable[Snippet]) -> dict[str, list[Snippet]]:
    """Who saves a file, by its name."""
    found: dict[str, list[Snippet]] = {}
    for snippet in snippets:
        for file in snippet.metadata.saves:
            found.setdefault(file, []).append(snippet)
    return found


def _wrong(
    snippet: Snippet, given: Mapping[str, Snippet], known: Iterable[str], savers: Mapping[str, list[Snippet]]
) -> CourseError | None:
    """What a snippet asks for that cannot be had, or saves that it must not."""

    def error(key: str, what: str, remedy: str) -> CourseError:
        return CourseError(what, path=snippet.path, line=snippet.line_of(key), remedy=remedy)

    for name in snippet.metadata.data:
        if name not in data.NAMES:
            return error("data", f"there is no data set {name!r}", nearest(name, data.NAMES))
    for name in snippet.metadata.inputs:
        if name not in known:
            return error("inputs", f"no snippet is called {name!r}", nearest(name, known))
        if name in given and not given[name].metadata.saves:
            remedy = f"Name the file in `saves` of {name}, or take {name} out of `inputs`"
            return error("inputs", f"{name} saves nothing", remedy)
    for file in snippet.metadata.saves:
        if others := [each.name for each in savers[file] if each is not snippet]:
            what = f"{file!r} is saved by {' and '.join(others)} too"
            return error("saves", what, "Give one of the files another name: a reader runs both in one folder")
    return None
