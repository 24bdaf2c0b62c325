"""`mkdocs serve`: results that land in the background, and edits of which only what they touch is made again."""

from __future__ import annotations

import logging
import tempfile
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer

from ..errors import CourseError
from ..run import update
from ..run.limits import Stopped
from ..run.result import Result
from ..snippet import source
from ..snippet.source import Snippet
from .again import Again
from .state import Site
from .watch import watch

log = logging.getLogger("mkdocs.snippets")


class LiveSite:
    """Runs snippets while the site is served, and shows each result and each edit as soon as it can be seen.

    MkDocs builds the whole site again when a file that it watches changes. Here it watches one file only, which is
    touched when there is something to show; whatever else changes is looked at here, and leads to a whole build only
    where no less will do.

    Args:
        site: The site; its `pending` names snippets that have no result to show yet.
        again: Makes pages again.

    Attributes:
        incomplete: Whether the last whole build left something out that the next one will have.
    """

    def __init__(self, site: Site, again: Again) -> None:
        self.site = site
        self.incomplete = False
        self._again = again
        self._server: LiveReloadServer | None = None
        self._signal = Path(tempfile.mkdtemp(prefix="serve-")) / "changed"
        self._running: dict[str, Snippet] = {}
        self._waiting: list[Snippet] = []
        self._landed: set[str] = set()
        self._edited: set[Path] = set()
        self._programs: set[str] = set()
        self._whole = False
        self._urgent = 0  # how many wait to change what pages are made from
        self._changed = threading.Condition()  # held when one of the above is looked at or changed
        self._building = threading.RLock()  # one build at a time; what it is made from stays the same meanwhile
        self._observer = watch(site.course, self)

    def attach(self, server: LiveReloadServer, settings: Iterable[Path]) -> None:
        """Takes the server that has just made its first pages; from now on snippets run and are watched.

        Args:
            server: The server.
            settings: What it watches already.
        """
        self._server = server
        whole = server.builder
        self._signal.touch()
        server.watch(str(self._signal.parent))
        for path in settings:
            server.unwatch(str(path))

        def build(*arguments: Any) -> None:
            if self._whole:
                with self._changing():
                    self._whole = False
                    try:
                        whole(*arguments)
                    except (Exception, SystemExit) as error:  # the next change may mend it
                        log.error("The site could not be built again: %s", error)

        server.builder = build
        self._observer.start()
        threading.Thread(target=self._show, daemon=True).start()
        threading.Thread(target=self.site.runner.warm_up, daemon=True).start()
        self.run([])

    def close(self) -> None:
        """Stops watching, and making pages."""
        self._urgent += 1  # for good
        if self._observer.is_alive():
            self._observer.stop()
        self._signal.unlink(missing_ok=True)
        self._signal.parent.rmdir()

    def run(self, snippets: Iterable[Snippet]) -> None:
        """Runs snippets that have no result; their pages say so."""
        self._waiting += snippets
        self.site.pending |= {snippet.name for snippet in self._waiting}
        while self._waiting and self._server is not None:
            snippet = self._waiting.pop()
            if not set(snippet.metadata.inputs) & self.site.pending:  # or else it runs when they land
                self._submit(snippet)

    def show_programs(self, names: Iterable[str]) -> None:
        """Makes the pages of programs when there is nothing else to do."""
        with self._changed:
            self._programs |= set(names)
            self._changed.notify_all()

    def snippet_changed(self, path: Path) -> None:
        """Takes a file of a snippet that was written, came or went."""
        name = f"{path.parent.name}/{path.stem}"
        if not path.exists() or name not in self.site.snippets | self.site.outcome.failures:
            with self._changed:
                self._running.pop(name, None)
            self.build_whole()
            return
        try:
            snippet = source.parse(path, name)
        except CourseError as error:
            log.error("%s", error)
            with self._changing():
                self._running.pop(name, None)
                self.site.unreadable(name, error)
            self._show_soon(name)
            return
        known = self.site.snippets.get(name)
        if known is not None and snippet.text == known.text and name not in self._running:
            return
        with self._changing():
            self.site.readable(snippet)
        self._bring(snippet)

    def _bring(self, snippet: Snippet) -> None:
        """Shows the result of a snippet, at once or when it has run."""
        site, name = self.site, snippet.name
        outcome, stale = update.collect(site.runner, site.plan, [name])
        if name in stale:
            self._submit(snippet)
        else:
            self._land(snippet, outcome.results.get(name) or outcome.failures.get(name) or outcome.not_run[name])

    def _submit(self, snippet: Snippet) -> None:
        with self._changed:
            running = self._running.get(snippet.name)
            if running is not None and running.text == snippet.text:
                return
            self._running[snippet.name] = snippet
        try:
            future = self.site.runner.submit(snippet, self.site.outcome.results)
        except CourseError as error:  # what it uses has no result
            self._land(snippet, error)
            return
        future.add_done_callback(lambda done: self._done(snippet, done))

    def _done(self, snippet: Snippet, future: Future[Result]) -> None:
        try:
            landed: Result | CourseError = future.result()
        except (CancelledError, Stopped):
            return
        except CourseError as error:
            landed = error
        except Exception as error:
            log.exception("%s could not be run", snippet.name)
            landed = CourseError(f"{snippet.name} could not be run: {error}", path=snippet.path)
        with self._changed:
            if self._running.get(snippet.name) is not snippet:
                return  # edited again meanwhile
        self._land(snippet, landed)

    def _land(self, snippet: Snippet, result: Result | CourseError | str) -> None:
        with self._changing(), self._changed:
            self._running.pop(snippet.name, None)
            self.site.land(snippet, result)
        log.info("%s", f"{snippet.name} ran in {result.seconds:.1f} s" if isinstance(result, Result) else result)
        self._show_soon(snippet.name)
        for consumer in self.site.plan.consumers(snippet.name):
            follower = self.site.plan.snippets[consumer]
            if not set(follower.metadata.inputs) & self.site.pending:
                self._bring(follower)

    def page_changed(self, path: Path) -> None:
        """Takes a file of a page that was written; a change of its front matter concerns other pages too."""
        library = self.site.library
        if not path.exists():
            library.forget(path)
        if path.exists() and library.knows(path) and library.last(path).front == library.document(path).front:
            with self._changed:
                self._edited.add(path)
                self._changed.notify_all()
        else:
            self.build_whole()

    def _show_soon(self, name: str) -> None:
        with self._changed:
            self._landed.add(name)
            self._changed.notify_all()

    def _show(self) -> None:
        """Makes the pages of landed results and of edits anew, those that came meanwhile together."""
        while True:
            with self._changed:
                self._changed.wait_for(self._has_work)
                names, self._landed = self._landed, set()
                paths, self._edited = self._edited, set()
                programs, self._programs = self._programs, set()
            with self._building:
                try:
                    if names or paths:
                        programs |= self._again.make(paths, names, self._reload)
                except Exception:
                    log.exception("Pages could not be made: %s", ", ".join(sorted({*map(str, paths), *names})))
                try:
                    self.show_programs(self._again.programs(programs & self.site.paged, self._interrupted))
                except Exception:
                    log.exception("Pages of programs could not be made")
            if self.incomplete and not self.site.pending:
                self.build_whole()

    def _has_work(self) -> bool:
        return not (self._whole or self._urgent) and bool(self._landed or self._edited or self._programs)

    def _interrupted(self) -> bool:
        return bool(self._landed or self._edited or self._whole or self._urgent)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Holds what pages are made from; the making of programs' pages gives way."""
        with self._changed:
            self._urgent += 1
        try:
            with self._building:
                yield
        finally:
            with self._changed:
                self._urgent -= 1
                self._changed.notify_all()

    def _reload(self) -> None:
        """Lets open pages load themselves again."""
        self._signal.touch()

    def build_whole(self) -> None:
        """Lets MkDocs build the site again."""
        with self._changed:
            self._whole = True
        self._reload()
