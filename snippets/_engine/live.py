"""`mkdocs serve`: results that land in the background, and edits that rerun one snippet."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from concurrent.futures import CancelledError, Future
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from . import source
from .errors import CourseError
from .results import Result
from .run import Stopped
from .site import Site
from .source import SNIPPETS, Snippet

log = logging.getLogger("mkdocs.snippets")


class LiveSite(FileSystemEventHandler):
    """Runs snippets while the site is served, and asks the server for a rebuild when one lands.

    Args:
        site: The site, whose `pending` names what runs without an older result to show.
    """

    def __init__(self, site: Site) -> None:
        self.site = site
        self._server: Any = None
        self._newest: dict[str, Snippet] = {}
        self._lock = threading.Lock()
        self._observer = Observer()
        assert site.runner
        threading.Thread(target=site.runner.launcher.warm_up, daemon=True).start()

    def attach(self, server: Any) -> None:
        """Takes the server, and begins to watch the snippets."""
        self._server = server
        self._observer.schedule(self, str(SNIPPETS), recursive=True)
        self._observer.start()

    def close(self) -> None:
        if self._observer.is_alive():
            self._observer.stop()

    def run(self, snippets: Iterable[Snippet]) -> None:
        """Runs snippets in the background; their pages show that they are pending."""
        for snippet in snippets:
            self._submit(snippet)

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.is_directory or event.event_type in ("opened", "closed_no_write"):
            return
        for name in {event.src_path, event.dest_path} - {""}:
            path = Path(str(name))
            if path.name == "zh.po":
                self._rebuild()
            elif path.suffix == ".py" and path.parent.parent == SNIPPETS and not path.parent.name.startswith("_"):
                self._edited(path)

    def _edited(self, path: Path) -> None:
        name = f"{path.parent.name}/{path.stem}"
        if not path.exists():
            self._rebuild()
            return
        try:
            snippet = source.parse(path, name)
            with self._lock:
                if name in self._newest and self._newest[name].text == snippet.text:
                    return
            assert self.site.runner
            if self.site.runner.stored(snippet) is not None:
                self._rebuild()
            else:
                self._submit(snippet)
        except CourseError as error:
            log.error("%s", error)

    def _submit(self, snippet: Snippet) -> None:
        assert self.site.runner
        with self._lock:
            running = self._newest.get(snippet.name)
            if running is not None and running.text == snippet.text:
                return
            self._newest[snippet.name] = snippet
            self.site.pending.add(snippet.name)
        self.site.runner.submit(snippet).add_done_callback(lambda future: self._landed(snippet, future))

    def _landed(self, snippet: Snippet, future: Future[Result]) -> None:
        try:
            result = future.result()
        except (CancelledError, Stopped):
            return
        except CourseError as error:
            log.error("%s", error)
            self.site.outcome.failures[snippet.name] = error
        else:
            log.info("%s ran in %.1f s", snippet.name, result.seconds)
        with self._lock:
            if self._newest.get(snippet.name) is not snippet:
                return  # edited again meanwhile
            del self._newest[snippet.name]
            self.site.pending.discard(snippet.name)
        self._rebuild()

    def _rebuild(self) -> None:
        if self._server is not None:
            with self._server._rebuild_cond:
                self._server._want_rebuild = True
                self._server._rebuild_cond.notify_all()
