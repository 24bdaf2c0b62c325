"""The state of the site: parsed snippets, their results, translations and pages, as they are now.

Knows nothing of MkDocs. `Site.read` reads what is on disk; everything else is made from that.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from pathlib import Path

from babel.messages.catalog import Catalog

from ..course import Course
from ..errors import CourseError
from ..page.material import Material
from ..run import update
from ..run.outcome import Outcome, summary
from ..run.plan import Plan
from ..run.result import Result
from ..run.runner import Runner
from ..snippet import catalogue, source
from ..snippet.source import Snippet
from .library import Library

log = logging.getLogger("mkdocs.snippets")


class Site:
    """Snippets, results, translations and pages.

    Args:
        course: The course.
        serving: Whether errors stand on the pages and runs go on in the background.

    Attributes:
        library: The pages.
        runner: Runs what has no up-to-date result.
        snippets: Parsed snippets by name.
        plan: Which of them waits for which.
        outcome: Results, failures and reasons; a snippet that cannot be read is a failure.
        pending: Names of those being run in the background that have nothing to show yet.
        colab: Address of the notebooks on Colab by language; empty when not published.
    """

    def __init__(self, course: Course, serving: bool) -> None:
        self.course, self.serving = course, serving
        self.library = Library(course)
        self.runner = Runner(course, {})
        self.snippets: dict[str, Snippet] = {}
        self.plan = Plan([])
        self.outcome = Outcome()
        self.pending: set[str] = set()
        self.colab: dict[str, str] = {}
        self._unreadable: dict[str, CourseError] = {}
        self._stamps: dict[Path, tuple[int, int]] = {}
        self._untranslated: dict[str, list[tuple[int, CourseError]]] = {}
        self._catalogue = Catalog()
        self._failed: dict[str, tuple[tuple[object, ...], CourseError]] = {}
        self._material: Material | None = None

    def close(self) -> None:
        """Stops whatever runs."""
        self.runner.close()

    def read(self) -> None:
        """Reads snippets and catalogue anew, those that changed.

        Raises:
            CourseError: The catalogue cannot be read; or, unless serving, a snippet; every such snippet is named.
        """
        self._catalogue = catalogue.read(self.course.catalogue)
        self.runner.translations = catalogue.translations(self._catalogue)
        found = source.find(self.course.snippets)
        self.snippets = {name: snippet for name, snippet in self.snippets.items() if name in found}
        self.pending &= found.keys()
        self._unreadable = {}
        for name, path in found.items():
            self._read_snippet(name, path)
        if self._unreadable and not self.serving:
            raise CourseError("\n".join(map(str, self._unreadable.values())))
        self.plan_again()

    def plan_again(self) -> None:
        """Looks anew at which snippets wait for which."""
        self.plan = Plan(self.snippets.values(), self._unreadable)
        self.changed()

    def _read_snippet(self, name: str, path: Path) -> None:
        status = path.stat()
        stamp = status.st_mtime_ns, status.st_size
        if name in self.snippets and self._stamps.get(path) == stamp:
            return
        try:
            self.snippets[name] = source.parse(path, name)
            self._stamps[path] = stamp
        except CourseError as error:
            self.snippets.pop(name, None)
            self._unreadable[name] = error

    def bring_up_to_date(self) -> None:
        """Runs whatever has no up-to-date result, and waits.

        Raises:
            CourseError: A snippet failed; every failure is named.
        """
        self.outcome = update.bring_up_to_date(self.runner, self.plan)
        log.info("%s", summary(self.outcome))
        if self.outcome.failures:
            raise CourseError("\n\n".join(map(str, self.outcome.failures.values())))
        self.changed()

    def collect(self) -> list[Snippet]:
        """Takes the results that are up to date and returns the snippets that have to be run."""
        self.outcome, stale = update.collect(self.runner, self.plan)
        # What failed fails again as long as it is the same.
        failed = {name: self._failed[name] for name in stale if name in self._failed}
        again = {name: error for name, (state, error) in failed.items() if state == self._state(name)}
        self.outcome.failures |= again
        self.changed()
        return [self.snippets[name] for name in stale if name not in again]

    def _state(self, name: str) -> tuple[object, ...]:
        """What decides how a run ends: the texts of a snippet and of those whose files it uses, and the Chinese."""
        names = self.plan.complete([name])
        texts = [self.snippets[each].text for each in names if each in self.snippets]
        return (*texts, dict(self.runner.translations))

    def land(self, snippet: Snippet, result: Result | CourseError | str) -> None:
        """Takes the new result of a snippet, or why it failed, or why it cannot be run here."""
        name = snippet.name
        for became in (self.outcome.failures, self.outcome.results, self.outcome.not_run):
            became.pop(name, None)
        self.snippets[name] = snippet
        if isinstance(result, Result):
            self.outcome.results[name] = result
        elif isinstance(result, str):
            self.outcome.not_run[name] = result
        else:
            self.outcome.failures[name] = result
            self._failed[name] = self._state(name), result
        self.pending.discard(name)
        self._untranslated.pop(name, None)
        self._look_up([snippet])
        for _, error in self._untranslated.get(name, ()):
            log.warning("%s", error)
        self.changed()

    def check_translations(self, say: Callable[[str], None]) -> None:
        """Says what the catalogue lacks; a strict build does not pass what is logged as a warning.

        While serving, pages show what is missing at its place too.
        """
        self._untranslated = {}
        for problem in self._look_up(self.snippets.values()):
            say(str(problem.error()))
        self.changed()

    def _look_up(self, snippets: Collection[Snippet]) -> list[catalogue.Problem]:
        """What the catalogue lacks of snippets, or has and needs no longer; notes the lines of what is missing."""
        course, known = self.course, self._catalogue
        labels = {name: result.labels for name, result in self.outcome.results.items()}
        used = catalogue.used(snippets, labels, course.root, known)
        names = {snippet.path.resolve(): snippet.name for snippet in snippets}
        found = list(catalogue.problems(known, used, course.catalogue, course.root))
        for problem in found:
            for file, line in used.get(problem.message, ()):
                name = names[(course.root / file).resolve()]
                self._untranslated.setdefault(name, []).append((line, problem.error()))
        return found

    @property
    def paged(self) -> set[str]:
        """Names of the snippets that have a page; one that is being run gets it when its result is there."""
        diagrams = {name for name, snippet in self.snippets.items() if snippet.metadata.diagram}
        return set(self.snippets) - self.pending - diagrams

    def readable(self, snippet: Snippet) -> None:
        """Plans with a snippet as its file has it now; pages show it as it was until its result lands."""
        self._unreadable.pop(snippet.name, None)
        self.plan = Plan((self.snippets | {snippet.name: snippet}).values(), self._unreadable)

    def unreadable(self, name: str, error: CourseError) -> None:
        """Takes why the file of a snippet cannot be read."""
        self.snippets.pop(name, None)
        self._unreadable[name] = error
        self.outcome.results.pop(name, None)
        self.outcome.failures[name] = error
        self.plan_again()

    def changed(self) -> None:
        """Forgets what was made of an earlier state."""
        self._material = None

    @property
    def material(self) -> Material:
        """What pages are written from."""
        material = self._material
        if material is None:
            outcome = self.outcome
            absent = dict.fromkeys(self.pending, "pending") | outcome.not_run
            absent |= dict.fromkeys(outcome.failures, "failed")
            results = {name: result for name, result in outcome.results.items() if name not in self.pending}
            chinese, failures = self.runner.translations, outcome.failures
            self._material = material = Material(
                dict(self.snippets),
                results,
                chinese,
                absent,
                dict(failures),
                self.colab,
                frozenset(path.stem for path in self.course.moving.glob("*.js")),
                dict(self._untranslated),
            )
        return material
