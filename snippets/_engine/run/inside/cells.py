"""Executing the cells of one snippet, inside the process that was made for it.

The process reads a job, runs the cells as `__main__` and writes a report, which is all that crosses.
"""

from __future__ import annotations

import ast
import faulthandler
import linecache
import os
import re
import sys
import time
import traceback
import types
import warnings
from pathlib import Path
from typing import Any

import torch

from ... import data
from ...files import write_atomically
from ..result import CellResult, encode, non_finite
from .figures import Recorder, apply_style, record
from .job import CURRENT, LOG, REPORT, WORK, Failure, Job, Report
from .streams import OUTPUT_LIMIT, Streams
from .values import facts, line_of

_NON_FINITE = re.compile(r"(?i)(?<![\w-])[-+]?(nan|inf)(?![\w-])")


class _Failed(Exception):
    def __init__(self, what: str, line: int | None, remedy: str, detail: str = "") -> None:
        self.failure = Failure(what, line, remedy, detail)
        super().__init__(what)


def execute(job: Job) -> None:
    """Runs a job in this process and writes its report; the process must end afterwards."""
    folder = Path(job.folder)
    report = Report()
    started = time.perf_counter()
    try:
        _prepare(job, folder)
        _run_cells(job, folder, report)
    except _Failed as failed:
        report.failure = failed.failure
    report.seconds = time.perf_counter() - started
    report.peak_memory_mb = _peak_memory_mb()
    write_atomically(folder / REPORT, encode(report))


def _prepare(job: Job, folder: Path) -> None:
    """Makes the process look like a new interpreter that was started in an empty folder."""
    log = os.open(folder / LOG, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 2)
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(log, 1)
    faulthandler.enable(file=2)
    work = folder / WORK
    os.chdir(work)
    # The project is not importable from a snippet: it must run anywhere.
    project = str(Path(__file__).resolve().parents[4])
    sys.path[:] = [str(work)] + [entry for entry in sys.path if entry and os.path.abspath(entry) != project]
    sys.argv = [job.path]
    torch.set_num_threads(1)
    data.adapt(job.data)
    apply_style()

    # What an interpreter would show its user is an error here; what it hides stays hidden.
    warnings.resetwarnings()
    warnings.simplefilter("error")
    for category in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
        warnings.simplefilter("ignore", category)
    warnings.filterwarnings("error", category=DeprecationWarning, module="__main__")


def _run_cells(job: Job, folder: Path, report: Report) -> None:
    recorder, streams = Recorder(job.translations, job.diverges), Streams()
    record(recorder)
    _hide_engine()
    namespace = _main_module(job)
    sys.stdout, sys.stderr = streams.stdout, streams.stderr
    for name, line, source in job.cells:
        (folder / CURRENT).write_text(f"{name} {line}", encoding="utf-8")
        recorder.begin(f"{job.name}:{name}")
        started = time.perf_counter()
        error = _execute_cell(job, name, line, source, namespace, streams)
        _see_to_figures(recorder, line)
        seconds = time.perf_counter() - started
        printed = streams.stdout.take()
        report.cells[name] = CellResult(printed, streams.stderr.take(), error, recorder.taken(), seconds)
        if not job.diverges and (number := _NON_FINITE.search(printed)):
            raise _Failed(f"cell `{name}` printed {number[0]}", line, _DIVERGES)
    recorder.end()
    _see_to_figures(recorder, None)
    report.labels = recorder.labels
    report.facts = facts(namespace)
    for name, value in report.facts.items():
        if not job.diverges and non_finite(value):
            raise _Failed(f"{name} is {value} at the end of the run", line_of(name, job.cells), _DIVERGES)
    if job.gpu and torch.cuda.is_available():
        report.device = torch.cuda.get_device_name()


def _see_to_figures(recorder: Recorder, line: int | None) -> None:
    for what, remedy in recorder.failures:
        raise _Failed(what, line, remedy)


_DIVERGES = "Mend it, or declare `diverges = true` if that is what the snippet shows"


def _hide_engine() -> None:
    """What is imported already must not be importable either; from here on nothing imports the engine."""
    project = __name__.partition(".")[0]
    for name in [name for name in sys.modules if name.partition(".")[0] == project]:
        del sys.modules[name]


def _main_module(job: Job) -> dict[str, Any]:
    """The namespace of a new `__main__`, whose tracebacks read as for a reader who runs `python name.py`."""
    module = types.ModuleType("__main__")
    module.__dict__.update(__file__=job.path, __builtins__=__builtins__)
    sys.modules["__main__"] = module
    file = os.path.basename(job.path)
    text = Path(job.path).read_text(encoding="utf-8")
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    return module.__dict__


def _execute_cell(
    job: Job, name: str, line: int, source: str, namespace: dict[str, Any], streams: Streams
) -> str | None:
    """Runs a cell; gives the traceback of the error that it had to raise."""
    file = os.path.basename(job.path)
    error = None
    try:
        tree = ast.increment_lineno(ast.parse(source), line - 1)
        exec(compile(tree, file, "exec", dont_inherit=True), namespace)
    except BaseException as raised:
        if not streams.full:
            error = _check_raised(job, name, line, file, raised)
    if streams.full:  # whether or not the snippet caught what was raised
        raise _Failed(f"cell `{name}` printed more than {OUTPUT_LIMIT:,} characters", line, "Print less")
    if error is None and name in job.raises:
        raise _Failed(
            f"cell `{name}` must raise {job.raises[name]!r} but did not fail",
            line,
            "Mend the cell, or take it out of `raises`",
        )
    return error


def _check_raised(job: Job, cell: str, line: int, file: str, raised: BaseException) -> str:
    """The traceback of an error that had to come; any other error is a failure."""
    frames = traceback.extract_tb(raised.__traceback__)
    inner = [frame for frame in frames if frame.filename == file]
    text = "".join(traceback.format_exception(type(raised), raised, _below(raised.__traceback__, file)))
    text = re.sub(r"\x1b\[[\d;]*m", "", text)  # colours for a terminal
    said = f"{type(raised).__name__}: {raised}"
    expected = job.raises.get(cell)
    if expected is None or not said.startswith(expected):
        what = f"cell `{cell}` raised {said.splitlines()[0]}"
        raise _Failed(
            what if expected is None else f"{what} instead of {expected!r}",
            inner[-1].lineno if inner else line,
            "Mend the cell" if expected is None else "Mend the cell, or what `raises` says of it",
            text,
        ) from None
    return re.sub(r'File "[^"]*?/((?:site|dist)-packages|lib/python[\d.]+)/', 'File ".../', text)


def _below(trace: types.TracebackType | None, file: str) -> types.TracebackType | None:
    """The traceback without the frames of the engine."""
    while trace is not None and trace.tb_frame.f_code.co_filename != file:
        trace = trace.tb_next
    return trace


def _peak_memory_mb() -> float:
    try:
        import resource
    except ImportError:
        import psutil

        return psutil.Process().memory_info().peak_wset / 2**20
    unit = 1 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20
