"""What pages are made from, and where what is written will stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import CourseError, nearest
from ..run.result import Result
from ..snippet.source import Snippet
from ..snippet.translation import localized


@dataclass(frozen=True)
class Material:
    """What pages are made from.

    Attributes:
        snippets: Parsed snippets by name.
        results: Up-to-date results by name.
        chinese: English comment or label to Chinese.
        absent: Why a snippet has no result: "pending", or the reason for a reader.
        failures: Errors of snippets that failed; a page that needs one shows it, or the build stops.
        colab: Address of the notebooks' folder on Colab for each language; empty when not published.
        scripts: Names of the scripts that let figures move.
        untranslated: What snippets lack in Chinese, by name: the lines that need it, each with the error.
    """

    snippets: Mapping[str, Snippet]
    results: Mapping[str, Result]
    chinese: Mapping[str, str]
    absent: Mapping[str, str] = field(default_factory=dict)
    failures: Mapping[str, CourseError] = field(default_factory=dict)
    colab: Mapping[str, str] = field(default_factory=dict)
    scripts: frozenset[str] = frozenset()
    untranslated: Mapping[str, list[tuple[int, CourseError]]] = field(default_factory=dict)
    _localized: dict[tuple[str, str], Snippet] = field(default_factory=dict, repr=False)

    def localized(self, snippet: Snippet, language: str) -> Snippet:
        """A snippet with its comments in a language, parsed once."""
        key = snippet.name, language
        if key not in self._localized:
            self._localized[key] = localized(snippet, language, self.chinese)
        return self._localized[key]

    def snippet(self, name: str, path: Path, line: int) -> Snippet:
        """The snippet that a page names.

        Raises:
            CourseError: There is none of this name, or it cannot be read.
        """
        if name in self.snippets:
            return self.snippets[name]
        if name in self.failures:
            raise self.failures[name]
        remedy = nearest(name, self.snippets)
        raise CourseError(f"no snippet is called {name!r}", path=path, line=line, remedy=remedy)

    def result(self, snippet: Snippet, path: Path, line: int) -> Result | None:
        """The result of a snippet; None where `absent` says why there is none.

        Raises:
            CourseError: It failed, or was never run.
        """
        if snippet.name in self.results:
            return self.results[snippet.name]
        if snippet.name in self.absent:
            return None
        if snippet.name in self.failures:
            raise self.failures[snippet.name]
        remedy = "Run python -m snippets run"
        raise CourseError(f"{snippet.name} has no result", path=path, line=line, remedy=remedy)

    def results_of(self, names: Iterable[str]) -> list[Result]:
        """The results that there are of some snippets, in alphabetical order."""
        return [self.results[name] for name in sorted(names) if name in self.results]


@dataclass(frozen=True)
class Place:
    """Where the text being written stands.

    Attributes:
        path: The file it is made from, for errors.
        language: "zh" or "en".
        root: Relative address of the language's root, such as "../".
        ending: How the address of a page ends.
    """

    path: Path
    language: str
    root: str = ""
    ending: str = "/"
