"""Which change of a file concerns what, while the site is served."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Protocol

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from ..course import LANGUAGES, Course
from ..errors import CourseError

log = logging.getLogger("mkdocs.snippets")


class Concerned(Protocol):
    """Who is told of changes."""

    def snippet_changed(self, path: Path) -> None:
        """The file of a snippet was written, came or went."""

    def page_changed(self, path: Path) -> None:
        """The file of a page was written, came or went."""

    def build_whole(self) -> None:
        """Something changed that every page may show."""


def watch(course: Course, concerned: Concerned) -> BaseObserver:
    """An observer of a course's files, which has to be started."""
    observer, watcher = Observer(), _Watcher(course, concerned)
    observer.schedule(watcher, str(course.snippets), recursive=True)
    observer.schedule(watcher, str(course.docs), recursive=True)
    observer.schedule(watcher, str(course.root), recursive=False)
    return observer


class _Watcher(FileSystemEventHandler):
    def __init__(self, course: Course, concerned: Concerned) -> None:
        self._course, self._concerned = course, concerned

    def on_any_event(self, event: FileSystemEvent) -> None:
        # Linux tells when a file that was written is closed; before that it may be half there.
        ignored = {"opened", "closed_no_write"} | ({"modified", "created"} if sys.platform == "linux" else set())
        if event.is_directory:
            if event.event_type in ("moved", "deleted"):
                self._concerned.build_whole()
            return
        if event.event_type in ignored:
            return
        for name in {event.src_path, event.dest_path} - {""}:
            try:
                self._look_at(Path(str(name)))
            except CourseError as error:
                log.error("%s", error)
            except Exception:  # watching goes on
                log.exception("A change of %s could not be looked at", name)

    def _look_at(self, path: Path) -> None:
        course, concerned, folder = self._course, self._concerned, path.parent
        if path.name.startswith((".", "#")) or path.name.endswith("~"):  # an editor's own
            return
        if path.is_relative_to(course.snippets):
            if path.suffix == ".py" and folder.parent == course.snippets and not folder.name.startswith("_"):
                concerned.snippet_changed(path)
            elif path == course.catalogue or (folder == course.drawing and path.suffix == ".py"):
                concerned.build_whole()
        elif folder.parent == course.docs and folder.name in LANGUAGES:
            if path.suffix == ".md":
                concerned.page_changed(path)
        elif path.is_relative_to(course.docs) or path == course.settings:
            concerned.build_whole()
