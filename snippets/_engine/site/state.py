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
from ..page.notebook import executed
from ..page.render import Material
from ..run import update
from ..run.outcome import Outcome, summary
from ..run.plan import Plan
from ..run.runner import Runner
from ..snippet import catalogue, source
from ..snippet.source import Snippet
from ..snippet.translation import localized, script

COURSE = Course(ROOT)

log = logging.getLogger("mkdocs.snippets")


@dataclass
class Site:
    """Snippets, results and translations as they are now.

    Attributes:
        runner: Runs what has no up-to-date result; None until the first refresh.
        snippets: Parsed snippets by name.
        plan: Which of them waits for which.
        outcome: Results, failures and reasons.
        chinese: English comment or label to Chinese.
        pending: Names being run in the background.
        colab: Address of the notebooks on Colab by language; empty when not published.
    """

    runner: Runner | None = None
    snippets: dict[str, Snippet] = field(default_factory=dict)
    plan: Plan = field(default_factory=lambda: Plan([]))
    outcome: Outcome = field(default_factory=Outcome)
    chinese: dict[str, str] = field(default_factory=dict)
    pending: set[str] = field(default_factory=set)
    colab: dict[str, str] = field(default_factory=dict)

    def read(self) -> None:
        """Reads snippets and catalogue anew.

        Raises:
            CourseError: The catalogue, or a snippet, cannot be read; every such snippet is named.
        """
        self.chinese = catalogue.translations(catalogue.read(COURSE.catalogue))
        snippets, errors = {}, []
        for name, path in source.find(COURSE.snippets).items():
            try:
                snippets[name] = _parsed(name, path)
            except CourseError as error:
                errors.append(error)
        if errors:
            raise CourseError("\n".join(map(str, errors)))
        self.snippets = snippets
        self.plan = Plan(snippets.values())
        if self.runner is None:
            self.runner = Runner(COURSE, self.chinese)
        self.runner.translations = self.chinese

    def bring_up_to_date(self) -> None:
        """Runs whatever has no up-to-date result, and waits.

        Raises:
            CourseError: A snippet failed; every failure is named.
        """
        assert self.runner
        self.outcome = update.bring_up_to_date(self.runner, self.plan)
        log.info("%s", summary(self.outcome))
        if self.outcome.failures:
            raise CourseError("\n\n".join(map(str, self.outcome.failures.values())))

    def collect(self) -> list[Snippet]:
        """Takes the results that are up to date and returns the snippets that have to be run."""
        assert self.runner
        self.outcome, stale = update.collect(self.runner, self.plan)
        return [self.snippets[name] for name in stale]

    def warn(self) -> None:
        """Logs what the catalogue lacks, which a strict build does not pass."""
        known = catalogue.read(COURSE.catalogue)
        labels = {name: result.labels for name, result in self.outcome.results.items()}
        used = catalogue.used(self.snippets.values(), labels, COURSE.root, known)
        for problem in catalogue.problems(known, used, COURSE.catalogue, COURSE.root):
            log.warning("%s", problem.error())

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
