"""`mkdocs serve`: results that land in the background, and edits that rerun one snippet."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError, Future
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from ..errors import ROOT, CourseError
from ..run.limits import Stopped
from ..run.plan import Plan
from ..run.result import Result
from ..snippet import source
from ..snippet.source import Snippet
from .state import Site

SNIPPETS = ROOT / "snippets"

log = logging.getLogger("mkdocs.snippets")


class LiveSite(FileSystemEventHandler):
    """Runs snippets while the site is served, and shows each result as soon as it lands.

    Args:
        site: The site; its `pending` names snippets that have no result to show yet.
        render_again: Makes the pages of some snippets anew, calls its second argument whenever
            there is something to show, and says whether that was enough.
    """

    def __init__(self, site: Site, render_again: Callable[[set[str], Callable[[], None]], bool]) -> None:
        self.site = site
        self._render_again = render_again
        self._server: Any = None
        self._running: dict[str, Snippet] = {}
        self._landed: dict[str, Snippet] = {}
        self._changed = threading.Condition()
        self._building = threading.RLock()  # one build at a time, whole or of some pages
        self._observer = Observer()
        self._waiting: list[Snippet] = []

    def attach(self, server: Any) -> None:
        """Takes the server that has just made its first pages; from now on snippets run and are watched."""
        self._server = server
        whole = server.builder

        def build() -> None:
            with self._building:
                whole()

        server.builder = build
        self._observer.schedule(self, str(SNIPPETS), recursive=True)
        self._observer.start()
        threading.Thread(target=self._show_landed, daemon=True).start()
        assert self.site.runner
        threading.Thread(target=self.site.runner.launcher.warm_up, daemon=True).start()
        for snippet in self._waiting:
            self._submit(snippet)
        self._waiting.clear()

    def close(self) -> None:
        """Stops watching."""
        if self._observer.is_alive():
            self._observer.stop()

    def run(self, snippets: Iterable[Snippet]) -> None:
        """Runs snippets that have no result; their pages say so."""
        for snippet in snippets:
            self.site.pending.add(snippet.name)
            if set(snippet.metadata.inputs) & self.site.pending:
                continue  # it follows the snippets whose files it uses
            if self._server is None:
                self._waiting.append(snippet)
            else:
                self._submit(snippet)

    def on_any_event(self, event: FileSystemEvent) -> None:
        # Linux tells when a file that was written is closed; before that it may be half there.
        ignored = {"opened", "closed_no_write"} | ({"modified", "created"} if sys.platform == "linux" else set())
        if event.is_directory or event.event_type in ignored:
            return
        for name in {event.src_path, event.dest_path} - {""}:
            path = Path(str(name))
            if path.name == "zh.po":
                self._build_all()
            elif path.suffix == ".py" and path.parent.parent == SNIPPETS and not path.parent.name.startswith("_"):
                self._edited(path)

    def _edited(self, path: Path) -> None:
        name = f"{path.parent.name}/{path.stem}"
        if not path.exists() or name not in self.site.snippets:
            self._build_all()
            return
        try:
            snippet = source.parse(path, name)
            if snippet.text == self.site.snippets[name].text and name not in self._running:
                return
            self.site.plan = Plan((self.site.snippets | {name: snippet}).values())
            self._bring(snippet)
        except CourseError as error:
            log.error("%s", error)

    def _bring(self, snippet: Snippet) -> None:
        assert self.site.runner
        if snippet.name in self.site.plan.errors:
            raise self.site.plan.errors[snippet.name]
        result = self.site.runner.stored(snippet, self.site.outcome.results)
        if result is not None:
            self._land(snippet, result)
        else:
            self._submit(snippet)

    def _submit(self, snippet: Snippet) -> None:
        assert self.site.runner
        with self._changed:
            running = self._running.get(snippet.name)
            if running is not None and running.text == snippet.text:
                return
            self._running[snippet.name] = snippet
        future = self.site.runner.submit(snippet, self.site.outcome.results)
        future.add_done_callback(lambda done: self._done(snippet, done))

    def _done(self, snippet: Snippet, future: Future[Result]) -> None:
        try:
            self._land(snippet, future.result())
        except (CancelledError, Stopped):
            return
        except CourseError as error:
            log.error("%s", error)
            self._land(snippet, error)

    def _land(self, snippet: Snippet, result: Result | CourseError) -> None:
        name = snippet.name
        with self._changed:
            if self._running.get(name) not in (None, snippet):
                return  # edited again meanwhile
            self._running.pop(name, None)
            outcome = self.site.outcome
            if isinstance(result, Result):
                log.info("%s ran in %.1f s", name, result.seconds)
                outcome.failures.pop(name, None)
                outcome.results[name] = result
            else:
                outcome.results.pop(name, None)
                outcome.failures[name] = result
            self.site.snippets[name] = snippet
            self.site.pending.discard(name)
            self._landed[name] = snippet
            self._changed.notify_all()
        for consumer in self.site.plan.consumers(name):
            follower = self.site.snippets[consumer]
            if not set(follower.metadata.inputs) & self.site.pending:
                try:
                    self._bring(follower)
                except CourseError as error:
                    self._land(follower, error)

    def _show_landed(self) -> None:
        """Makes the pages of landed results anew, those that landed meanwhile together."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._landed)
                names = set(self._landed)
                self._landed.clear()
                idle = not self._running
            with self._building:
                try:
                    complete = self._render_again(names, self._reload)
                except Exception:
                    log.exception("The pages of %s could not be made", ", ".join(sorted(names)))
                    continue
            if idle and not complete:
                self._build_all()

    def _reload(self) -> None:
        """Lets open pages load themselves again."""
        with self._server._epoch_cond:
            self._server._wanted_epoch = self._server._visible_epoch = int(time.monotonic() * 1000)
            self._server._epoch_cond.notify_all()

    def _build_all(self) -> None:
        if self._server is not None:
            with self._server._rebuild_cond:
                self._server._want_rebuild = True
                self._server._rebuild_cond.notify_all()
