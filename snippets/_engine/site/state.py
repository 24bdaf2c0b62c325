"""The state of the site: parsed snippets, their results, and what the generated pages say.

Knows nothing of MkDocs. `Site.refresh` reads what is on disk; everything else is made from that.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ..course import Course
from ..errors import ROOT, CourseError
from ..files import write_atomically
from ..page.notebook import executed, localized, script
from ..page.render import Material
from ..run.key import MissingDependency
from ..run.runner import Outcome, Runner, table
from ..snippet import catalogue, source
from ..snippet.source import Snippet

log = logging.getLogger("mkdocs.snippets")


@dataclass
class Site:
    """Snippets, results and translations as they are now.

    Attributes:
        runner: Runs what has no up-to-date result; None until the first refresh.
        snippets: Parsed snippets by name.
        outcome: Results, failures and reasons.
        chinese: English comment or label to Chinese.
        pending: Names being run in the background.
        colab: Address of the notebooks on Colab by language; empty when not published.
    """

    runner: Runner | None = None
    snippets: dict[str, Snippet] = field(default_factory=dict)
    outcome: Outcome = field(default_factory=Outcome)
    chinese: dict[str, str] = field(default_factory=dict)
    pending: set[str] = field(default_factory=set)
    colab: dict[str, str] = field(default_factory=dict)

    def read(self) -> None:
        """Reads snippets and catalogue anew.

        Raises:
            CourseError: The catalogue, or a snippet, cannot be read; every such snippet is named.
        """
        self.chinese = catalogue.translations(catalogue.read())
        snippets, errors = {}, []
        for name, path in source.find().items():
            try:
                snippets[name] = _parsed(name, path)
            except CourseError as error:
                errors.append(error)
        if errors:
            raise CourseError("\n".join(map(str, errors)))
        self.snippets = snippets
        if self.runner is None:
            self.runner = Runner(Course(ROOT), self.chinese)
        self.runner.translations = self.chinese

    def bring_up_to_date(self) -> None:
        """Runs whatever has no up-to-date result, and waits.

        Raises:
            CourseError: A snippet failed; every failure is named.
        """
        assert self.runner
        self.outcome = self.runner.bring_up_to_date(self.snippets.values())
        if self.outcome.ran:
            log.info("\n%s", table(self.outcome))
        if self.outcome.failures:
            raise CourseError("\n\n".join(map(str, self.outcome.failures.values())))

    def collect(self) -> list[Snippet]:
        """Takes the results that are up to date and returns the snippets that have to be run."""
        assert self.runner
        stale = []
        outcome = Outcome()
        for name, snippet in self.snippets.items():
            try:
                result = self.runner.stored(snippet)
            except MissingDependency as missing:
                outcome.not_run[name] = f"{missing.what}; {missing.remedy}"
                continue
            except CourseError as error:
                outcome.failures[name] = error
                continue
            if result is not None:
                outcome.results[name] = result
            elif snippet.metadata.gpu:
                outcome.not_run[name] = "needs a GPU"
            else:
                stale.append(snippet)
        self.outcome = outcome
        return stale

    def warn(self) -> None:
        """Logs what the catalogue lacks, which a strict build does not pass."""
        known = catalogue.read()
        used = catalogue.used(self.snippets.values(), self.outcome.results, known)
        for problem in catalogue.problems(known, used):
            log.warning("%s", problem.error())
        for name, why in self.outcome.not_run.items():
            log.info("%s is not run: %s", name, why)

    def material(self) -> Material:
        """What pages are rendered from."""
        absent = dict.fromkeys(self.pending, "pending") | self.outcome.not_run
        absent |= dict.fromkeys(self.outcome.failures, "failed")
        return Material(
            self.snippets,
            {name: result for name, result in self.outcome.results.items() if name not in self.pending},
            self.chinese,
            absent,
            self.outcome.failures,
            self.colab,
        )

    def write_notebooks(self, folder: Path, language: str, names: Iterable[str]) -> dict[str, Path]:
        """Writes each snippet's notebook into a folder; only changed files are touched.

        A snippet that is being run for the first time gets its notebook when its result is there.

        Returns:
            Snippet name to the file.
        """
        files = {}
        for name in names:
            if name in self.pending:
                continue
            snippet = self.snippets[name]
            text = executed(localized(snippet, language, self.chinese), self.outcome.results.get(name), language)
            files[name] = folder / f"{name}.ipynb"
            _write_if_changed(files[name], text)
        return files

    def script(self, name: str, language: str) -> str:
        """The program of a snippet with its comments in a language."""
        return script(self.snippets[name], language, self.chinese)


_parse_cache: dict[Path, tuple[int, Snippet]] = {}


def _parsed(name: str, path: Path) -> Snippet:
    changed = path.stat().st_mtime_ns
    if path not in _parse_cache or _parse_cache[path][0] != changed:
        _parse_cache[path] = changed, source.parse(path, name)
    return _parse_cache[path][1]


def _write_if_changed(path: Path, text: str) -> None:
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        write_atomically(path, text)
