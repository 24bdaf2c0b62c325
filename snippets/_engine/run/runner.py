"""Bringing results up to date: limits, parallel runs, progress, and the table at the end."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import psutil
from tqdm import tqdm

from .. import data as data_sets
from ..course import Course
from ..errors import CourseError
from ..snippet.source import Snippet
from .inside.cells import CURRENT, REPORT, Job
from .key import MissingDependency, key, versions
from .process import Child, Launcher
from .result import CellResult, Result
from .store import Store

_LOG_LIMIT = 10_000_000  # bytes that C code and subprocesses may print
_ROOM = 2**20  # bytes free below which a disk is full
_TICK = 0.02  # seconds between two looks at a running process


class RunFailure(CourseError):
    """A snippet did not run as it says that it does."""


class Stopped(Exception):
    """A run was given up because everything stops."""


@dataclass
class Outcome:
    """What became of the snippets of one call.

    Attributes:
        results: The results that are up to date, by name.
        failures: Why a snippet failed, by name.
        not_run: Why a snippet was not run here, by name.
        ran: Names of those that were run now and not found in the store.
    """

    results: dict[str, Result] = field(default_factory=dict)
    failures: dict[str, CourseError] = field(default_factory=dict)
    not_run: dict[str, str] = field(default_factory=dict)
    ran: list[str] = field(default_factory=list)


class Runner:
    """Runs snippets and keeps their results; a context manager.

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
        self.course, self.translations = course, translations
        self.store = store or Store(course.results)
        self.jobs = jobs or _cores()
        self.gpu = gpu
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
        self._stop.set()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self.launcher.close()

    def stored(self, snippet: Snippet) -> Result | None:
        """The up-to-date result of a snippet, if the store holds it.

        Raises:
            CourseError: The snippet's data cannot be had.
            MissingDependency: A package that it declares is not installed.
        """
        return self.store.get(snippet.name, self.key(snippet), self.translations)

    def key(self, snippet: Snippet) -> str:
        """The content key of a run of a snippet now; raises as `stored` does."""
        return key(snippet, self._sources(snippet))

    def submit(self, snippet: Snippet) -> Future[Result]:
        """Runs a snippet when there is room."""
        return self._pool.submit(self.run, snippet)

    def run(self, snippet: Snippet) -> Result:
        """Runs a snippet now and stores its result.

        Raises:
            RunFailure: It failed, broke a limit, or did not raise what it must raise.
            CourseError: Its data cannot be had, or the disk is full.
            Stopped: The runner was closed.
        """
        sources = self._sources(snippet)
        content = key(snippet, sources)
        self.running[snippet.name] = time.monotonic()
        folder = None
        try:
            folder = Path(tempfile.mkdtemp(prefix="snippet-"))
            (folder / "work").mkdir()
            data_sets.link(snippet.metadata.data, self.course.data, folder / "work")
            job = Job(
                name=snippet.name,
                path=str(snippet.path.resolve()),
                cells=[(cell.name, cell.line, cell.source) for cell in snippet.code.values()],
                raises=snippet.metadata.raises,
                diverges=snippet.metadata.diverges,
                translations=dict(self.translations),
                data={name: asdict(source) for name, source in sources.items()},
                folder=str(folder),
                gpu=snippet.metadata.gpu,
            )
            self._watch(snippet, self.launcher.start(job), folder)
            result = self._result(snippet, content, sources, folder)
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
        return self.store.put(result)

    def bring_up_to_date(
        self,
        snippets: Iterable[Snippet],
        *,
        fresh: bool = False,
        progress: bool = True,
        landed: Callable[[Result], None] = lambda result: None,
    ) -> Outcome:
        """Gives every snippet a result that belongs to its present content.

        Args:
            snippets: The snippets.
            fresh: Whether to run those too whose result is in the store.
            progress: Whether to show a progress bar.
            landed: Called with each new result.
        """
        outcome = Outcome()
        futures: dict[Future[Result], str] = {}
        try:
            for snippet in sorted(snippets, key=lambda each: -each.metadata.seconds):
                try:
                    result = None if fresh else self.stored(snippet)
                    if result is not None:
                        outcome.results[snippet.name] = result
                    elif snippet.metadata.gpu and not self.gpu:
                        outcome.not_run[snippet.name] = "needs a GPU"
                    else:
                        futures[self.submit(snippet)] = snippet.name
                except MissingDependency as missing:
                    outcome.not_run[snippet.name] = f"{missing.what}; {missing.remedy}"
                except CourseError as error:
                    outcome.failures[snippet.name] = error
            with tqdm(total=len(futures), unit="snippet", disable=None if progress and futures else True) as bar:
                ticker = threading.Event()
                threading.Thread(target=self._show_running, args=(bar, ticker), daemon=True).start()
                try:
                    for future in as_completed(futures):
                        self._land(future, futures[future], outcome, landed)
                        bar.update()
                finally:
                    ticker.set()
        except BaseException:
            for future in futures:
                future.cancel()
            self._stop.set()
            raise
        return outcome

    def _land(self, future: Future[Result], name: str, outcome: Outcome, landed: Callable[[Result], None]) -> None:
        try:
            result = future.result()
        except MissingDependency as missing:
            outcome.not_run[name] = f"{missing.what}; {missing.remedy}"
        except CourseError as error:
            outcome.ran.append(name)
            outcome.failures[name] = error
        else:
            outcome.ran.append(name)
            outcome.results[name] = result
            landed(result)

    def _show_running(self, bar: tqdm, done: threading.Event) -> None:
        while not bar.disable and not done.wait(0.2):
            now = time.monotonic()
            bar.set_postfix_str(
                ", ".join(f"{name} {now - start:.0f} s" for name, start in list(self.running.items())[:4])
            )

    def _sources(self, snippet: Snippet) -> dict[str, data_sets.Provenance]:
        names = snippet.metadata.data
        return data_sets.ensure(names, self.course.data) if names else {}

    def _watch(self, snippet: Snippet, child: Child, folder: Path) -> None:
        """Waits for a child and ends it when it breaks a limit."""
        limits = snippet.metadata

        def failure(what: str, remedy: str) -> RunFailure:
            child.kill()
            child.wait(5)
            cell, line = _current(snippet, folder)
            return RunFailure(f"{what} in cell `{cell}`", path=snippet.path, line=line, remedy=remedy)

        while not child.wait_started(_TICK):
            if self._stop.is_set():
                raise Stopped
        deadline = time.monotonic() + limits.seconds
        ticks = 0
        while not child.wait(_TICK):
            ticks += 1
            if self._stop.is_set():
                child.kill()
                raise Stopped
            if time.monotonic() > deadline:
                raise failure(
                    f"ran longer than {limits.seconds:g} s",
                    "Make it faster, or raise `seconds` in its [tool.snippet] table",
                )
            if _size(folder / "stderr") > _LOG_LIMIT:
                raise failure(f"wrote more than {_LOG_LIMIT:,} bytes past Python", "Let its subprocesses print less")
            if ticks % 5 == 0 and (used := _memory_mb(child.pid)) > limits.memory:
                raise failure(
                    f"took {used:,.0f} MB of memory, more than {limits.memory:,} MB",
                    "Make it smaller, or raise `memory` in its [tool.snippet] table",
                )
        if not (folder / REPORT).exists():
            detail = _crash(folder / "stderr")
            cell, line = _current(snippet, folder, detail)
            if "o space left" in detail or shutil.disk_usage(folder).free < _ROOM:
                raise RunFailure(
                    f"no space left on the disk in cell `{cell}`",
                    path=snippet.path,
                    line=line,
                    remedy=f"Free some space in {tempfile.gettempdir()} and run again",
                    detail=detail,
                )
            how = f"exit code {child.code}" if (child.code or 0) >= 0 else _signal(-child.code)
            raise RunFailure(
                f"the process ended ({how}) in cell `{cell}` before the snippet did",
                path=snippet.path,
                line=line,
                remedy="Take out what ends the interpreter or crashes it",
                detail=detail,
            )

    def _result(
        self, snippet: Snippet, content: str, sources: Mapping[str, data_sets.Provenance], folder: Path
    ) -> Result:
        report = json.loads((folder / REPORT).read_text(encoding="utf-8"))
        if report["failure"] is not None:
            failed = report["failure"]
            raise RunFailure(
                failed["what"],
                path=snippet.path,
                line=failed["line"],
                remedy=failed["remedy"],
                detail=failed["detail"],
            )
        return Result(
            name=snippet.name,
            key=content,
            finished=datetime.now(UTC).isoformat(timespec="seconds"),
            seconds=report["seconds"],
            peak_memory_mb=report["peak_memory_mb"],
            device=report["device"],
            versions=versions(snippet),
            data={name: {"kind": source.kind, "note": source.note} for name, source in sources.items()},
            facts=report["facts"],
            labels=report["labels"],
            cells={name: CellResult(**cell) for name, cell in report["cells"].items()},
        )


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def table(outcome: Outcome) -> str:
    """Seconds and memory of each snippet, slowest first, then what failed or was not run."""
    width = max((len(name) for name in [*outcome.results, *outcome.failures, *outcome.not_run]), default=4)
    rows = [f"{'snippet':{width}}  {'seconds':>8}  {'memory MB':>9}  "]
    for name, result in sorted(outcome.results.items(), key=lambda item: -item[1].seconds):
        state = "run" if name in outcome.ran else "kept"
        rows.append(f"{name:{width}}  {result.seconds:8.2f}  {result.peak_memory_mb:9.0f}  {state}")
    rows += [f"{name:{width}}  {'':8}  {'':9}  not run: {why}" for name, why in sorted(outcome.not_run.items())]
    rows += [f"{name:{width}}  {'':8}  {'':9}  FAILED" for name in sorted(outcome.failures)]
    return "\n".join(rows)


def _current(snippet: Snippet, folder: Path, trace: str = "") -> tuple[str, int | None]:
    """The cell that was running, and its line or the one that a crash report names."""
    try:
        cell, line = (folder / CURRENT).read_text(encoding="utf-8").split()
    except (OSError, ValueError):
        return next(iter(snippet.code), "?"), None
    inner = re.search(rf'File "{re.escape(snippet.path.name)}", line (\d+)', trace)
    return cell, int(inner[1] if inner else line)


def _memory_mb(pid: int | None) -> float:
    try:
        process = psutil.Process(pid)
        return sum(each.memory_info().rss for each in [process, *process.children(recursive=True)]) / 2**20
    except psutil.Error:
        return 0.0


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _crash(path: Path, lines: int = 20) -> str:
    """The beginning of what a crash wrote, without the frames of the engine."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            text = file.read(100_000)
    except OSError:
        return ""
    engine = str(Path(__file__).parents[1])
    kept = [
        line
        for line in text.splitlines()
        if engine not in line and "<frozen runpy>" not in line and not line.startswith("Extension modules:")
    ]
    return "\n".join(kept[:lines]).strip()
