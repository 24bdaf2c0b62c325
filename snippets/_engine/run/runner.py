"""Running snippets, several at once."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from .. import data as data_sets
from ..course import Course
from ..errors import CourseError
from ..snippet.source import Snippet
from . import key as keys
from . import saved
from .inside.job import WORK, Job
from .left import read
from .limits import watch
from .preload import modules
from .process import Launcher
from .result import FILES, Result
from .store import Store


class Runner:
    """Runs snippets and keeps their results; a context manager.

    `key`, `stored`, `run` and `submit` take one snippet, and in `results` up-to-date results by name, among
    them those of its `inputs`, whose files it uses. For many snippets at once see `update`.

    Args:
        course: Where the data sets lie, and the results.
        translations: English label message to Chinese.
        store: Where results are kept, if not with the course.
        jobs: Snippets that run at the same time; by default one a core.
        gpu: Whether snippets marked `gpu` are run too.
    """

    def __init__(
        self,
        course: Course,
        translations: Mapping[str, str],
        *,
        store: Store | None = None,
        jobs: int | None = None,
        gpu: bool = False,
    ) -> None:
        self.course, self.translations, self.gpu = course, translations, gpu
        self.store = store or Store(course.results)
        self.jobs = jobs or _cores()
        self.installed = keys.Installed()
        self.launcher = Launcher()
        self.running: dict[str, float] = {}  # name to start
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(self.jobs, thread_name_prefix="snippet")

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stops whatever runs; nothing half-done is kept."""
        self.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self.launcher.close()

    def warm_up(self) -> None:
        """Lets most snippets begin at once, which else wait until PyTorch and Matplotlib are imported."""
        self.launcher.warm_up(("torch", "matplotlib.pyplot"))

    def stop(self) -> None:
        """Lets whatever runs be given up; nothing is run afterwards."""
        self._stop.set()

    def key(self, snippet: Snippet, results: Mapping[str, Result] | None = None) -> str:
        """The content key of a snippet.

        Raises:
            CourseError: Its data cannot be had, or `results` lacks one that it needs.
            MissingDependency: A package that it declares is not installed.
        """
        versions = self.installed.versions(snippet)
        producers, drawing = _producers(snippet, results), self.course.drawing
        return keys.key(snippet, self._sources(snippet), producers, versions, drawing)

    def stored(self, snippet: Snippet, results: Mapping[str, Result] | None = None) -> Result | None:
        """The up-to-date result of a snippet, if the store holds it.

        Raises:
            CourseError: Its data cannot be had, or `results` lacks one that it needs.
            MissingDependency: A package that it declares is not installed.
        """
        return self.store.get(snippet.name, self.key(snippet, results), self.translations, snippet.digest)

    def submit(self, snippet: Snippet, results: Mapping[str, Result] | None = None) -> Future[Result]:
        """Runs a snippet when there is room."""
        return self._pool.submit(self.run, snippet, _producers(snippet, results))

    def run(self, snippet: Snippet, results: Mapping[str, Result] | None = None) -> Result:
        """Runs a snippet now and stores its result.

        Raises:
            RunFailure: It failed, broke a limit, or did not raise or save what it must.
            CourseError: Its data cannot be had, `results` lacks one that it needs, or the disk is full.
            Stopped: The runner was closed.
        """
        producers = _producers(snippet, results)
        sources = self._sources(snippet)
        versions = self.installed.versions(snippet)
        key = keys.key(snippet, sources, producers, versions, self.course.drawing)
        with self._folder(snippet) as folder:
            data_sets.link(snippet.metadata.data, self.course.data, folder / WORK)
            saved.give(producers.values(), folder / WORK)
            if snippet.metadata.diagram:
                shutil.copytree(
                    self.course.drawing, folder / WORK / "draw", ignore=shutil.ignore_patterns("__pycache__")
                )
            program = folder / WORK / snippet.path.name
            program.write_text(snippet.text, encoding="utf-8")
            job = Job(
                name=snippet.name,
                folder=str(folder),
                program=str(program),
                cells=[(cell.name, cell.line) for cell in snippet.code.values()],
                raises=snippet.metadata.raises,
                translations=dict(self.translations),
                unchecked=data_sets.unchecked(sources),
                gpu=snippet.metadata.gpu,
            )
            child = self.launcher.start(job, modules(snippet.text))
            watch(child, snippet, folder, self._stop)
            report, cells = read(snippet, folder, child.code)
            return self.store.put(
                Result(
                    name=snippet.name,
                    key=key,
                    finished=datetime.now(UTC).isoformat(timespec="seconds"),
                    seconds=report.seconds,
                    peak_memory_mb=report.peak_memory_mb,
                    device=report.device,
                    versions=versions,
                    data={name: {"kind": source.kind, "note": source.note} for name, source in sources.items()},
                    facts=report.facts,
                    labels=report.labels,
                    cells=cells,
                    files=saved.collect(snippet, folder / WORK, folder / FILES),
                    text=snippet.digest if report.saw_text else "",
                    folder=folder,
                )
            )

    def _sources(self, snippet: Snippet) -> dict[str, data_sets.Provenance]:
        names = snippet.metadata.data
        return data_sets.ensure(names, self.course.data) if names else {}

    @contextmanager
    def _folder(self, snippet: Snippet) -> Iterator[Path]:
        """The own folder of a run, which is gone afterwards."""
        self.running[snippet.name] = time.monotonic()
        folder = None
        try:
            folder = Path(tempfile.mkdtemp(prefix="snippet-")).resolve()
            for name in (WORK, FILES):
                (folder / name).mkdir()
            yield folder
        except OSError as error:
            raise CourseError(
                f"{snippet.name} cannot be run: {error.strerror or error}",
                path=snippet.path,
                remedy=f"Make room or give write access in {tempfile.gettempdir()}, and run again",
            ) from error
        finally:
            self.running.pop(snippet.name, None)
            if folder is not None:
                shutil.rmtree(folder, ignore_errors=True)


def _producers(snippet: Snippet, results: Mapping[str, Result] | None) -> dict[str, Result]:
    """The results of the snippets that one's `inputs` name."""
    there = results or {}
    for name in snippet.metadata.inputs:
        if name not in there:
            raise CourseError(
                f"uses files of {name}, which has no result",
                path=snippet.path,
                line=snippet.line_of("inputs"),
                remedy=f"Run {name} first",
            )
    return {name: there[name] for name in snippet.metadata.inputs}


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
