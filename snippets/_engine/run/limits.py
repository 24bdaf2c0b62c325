"""Watching a running snippet: its limits of time, memory and output, and what is said when it crashes."""

from __future__ import annotations

import re
import shutil
import signal
import tempfile
import threading
import time
from pathlib import Path

import psutil

from ..errors import CourseError
from ..snippet.source import Snippet
from .inside.job import CRASH, MARKS, OUTPUT, REPORT, WORK
from .process import Child
from .terminal import Places, screen

OUTPUT_LIMIT = 1_000_000  # bytes that a run may write to its output
_ROOM = 2**20  # bytes free below which a disk is full
_TICK = 0.02  # seconds between two looks at a running process


class RunFailure(CourseError):
    """A snippet did not run as it says that it does."""


class Stopped(Exception):
    """A run was given up because everything stops."""


def watch(child: Child, snippet: Snippet, folder: Path, stop: threading.Event) -> None:
    """Waits until a child has left its report, and ends it when it breaks a limit.

    Args:
        child: The process.
        snippet: What it runs.
        folder: The run's own folder.
        stop: Set when everything stops.

    Raises:
        RunFailure: It broke a limit, or ended without a report.
        Stopped: Everything stops; the child is ended.
    """
    while not child.wait_started(_TICK):
        if stop.is_set():
            raise Stopped
    deadline = time.monotonic() + snippet.metadata.seconds
    ticks = 0
    while not child.wait(_TICK):
        ticks += 1
        if stop.is_set():
            child.kill()
            raise Stopped
        if broken := _broken_limit(child, snippet, folder, deadline, weigh=ticks % 5 == 0):
            child.kill()
            child.wait(5)
            what, remedy = broken
            cell, line = _current(snippet, folder)
            raise RunFailure(f"{what} in cell `{cell}`", path=snippet.path, line=line, remedy=remedy)
    if _size(folder / OUTPUT) > OUTPUT_LIMIT:
        cell, line = _current(snippet, folder)
        what = f"printed more than {OUTPUT_LIMIT:,} bytes in cell `{cell}`"
        raise RunFailure(what, path=snippet.path, line=line, remedy="Print less")
    if not (folder / REPORT).exists():
        raise _crashed(child, snippet, folder)


def _broken_limit(
    child: Child, snippet: Snippet, folder: Path, deadline: float, *, weigh: bool
) -> tuple[str, str] | None:
    """What limit is broken, and the remedy; memory is only looked at when asked, since that takes time."""
    seconds, memory = snippet.metadata.seconds, snippet.metadata.memory
    if time.monotonic() > deadline:
        return f"ran longer than {seconds:g} s", "Make it faster, or raise `seconds` in its [tool.snippet] table"
    if _size(folder / OUTPUT) > OUTPUT_LIMIT:
        return f"printed more than {OUTPUT_LIMIT:,} bytes", "Print less"
    if weigh and (used := _memory_mb(child.pid)) > memory:
        what = f"took {used:,.0f} MB of memory, more than {memory:,} MB"
        return what, "Make it smaller, or raise `memory` in its [tool.snippet] table"
    return None


def outputs(folder: Path) -> list[tuple[str, int, str]]:
    """What each cell that began has written: its name, its line, the text."""
    try:
        marks = [line.split() for line in (folder / MARKS).read_text(encoding="utf-8").splitlines()]
        written = (folder / OUTPUT).read_bytes()
    except OSError:
        return []
    starts = [int(start) for _, _, start in marks]
    ends = [*starts[1:], len(written)]
    return [
        (cell, int(line), written[start:end].decode(errors="replace"))
        for (cell, line, _), start, end in zip(marks, starts, ends, strict=True)
    ]


def _crashed(child: Child, snippet: Snippet, folder: Path) -> RunFailure:
    detail = _crash_report(folder)
    cell, line = _current(snippet, folder, detail)
    if "o space left" in detail or shutil.disk_usage(folder).free < _ROOM:
        return RunFailure(
            f"no space left on the disk in cell `{cell}`",
            path=snippet.path,
            line=line,
            remedy=f"Free some space in {tempfile.gettempdir()} and run again",
            detail=detail,
        )
    code = child.code or 0
    how = f"exit code {code}" if code >= 0 else _signal(-code)
    return RunFailure(
        f"the process ended ({how}) in cell `{cell}` before the snippet did",
        path=snippet.path,
        line=line,
        remedy="Take out what ends the interpreter or crashes it",
        detail=detail,
    )


def _current(snippet: Snippet, folder: Path, trace: str = "") -> tuple[str, int | None]:
    """The cell that was running, and its line or the one that a crash report names."""
    begun = outputs(folder)
    if not begun:
        return next(iter(snippet.code), "?"), None
    cell, line, _ = begun[-1]
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


def _crash_report(folder: Path, lines: int = 20) -> str:
    """Where a crash came, and the end of what was written before it, without the frames of the engine."""
    try:
        crash = (folder / CRASH).read_text(encoding="utf-8", errors="replace")[:100_000]
    except OSError:
        crash = ""
    engine = str(Path(__file__).resolve().parents[1])
    kept = [
        line
        for line in crash.splitlines()
        if engine not in line and "<frozen runpy>" not in line and not line.startswith("Extension modules:")
    ]
    last = "".join(text for _, _, text in outputs(folder)[-1:])[-2000:]
    return Places(folder / WORK).without("\n".join([*kept[:lines], screen(last)])).strip()
