"""Running one program in the process that was made for it: as `python name.py` would in an empty folder, cell by cell.

Standard output and error are the file `OUTPUT`. The process leaves a report when the program has ended, and then goes
on to end as Python does: threads, `atexit`, finalisers of what the program still held.
"""

from __future__ import annotations
import __future__

import ast
import contextvars
import faulthandler
import os
import sys
import traceback
import types
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from json import dump, load
from time import perf_counter
from typing import Any, NoReturn

from greenlet import greenlet

from .ending import Ending
from .imports import AfterImport, Hidden
from .job import CRASH, FAR, MARKS, OUTPUT, REPORT, WORK, Job
from .recording import Recording
from .uncaught import ENGINE, own, said_by, show
from .values import facts
from .witness import Witness

FUTURE = sum(getattr(__future__, name).compiler_flag for name in __future__.all_feature_names)


Compiled = tuple[str, int, Callable[[], None]]  # name and first line of a cell, and what runs it


class _Failed(Exception):
    """Its arguments are those of a failure in the report: what, line, remedy, detail."""


def run(path: str, ending: Ending) -> NoReturn:
    """Runs a job and ends this process.

    Args:
        path: The file of the job.
        ending: How it ends.
    """
    with open(path, encoding="utf-8") as file:
        job = Job(**load(file))
    report: dict[str, Any] = {"cells": {}, "device": "cpu", "saw_text": False}
    started = perf_counter()
    _prepare(job)
    process = os.getpid()
    namespace = _main_module(job).__dict__
    status: Any = 1
    interrupted = False
    try:
        cells = _compiled(job, namespace)
        marks = os.open(os.path.join(job.folder, MARKS), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(marks, FAR + 2, inheritable=False)
        os.close(marks)
        witness = Witness(job)
        recording = Recording(job, Hidden())
        for module in job.unchecked:
            AfterImport(module, accept_what_is_there)
        status = _run_cells(job, cells, report["cells"], recording)
        report["saw_text"] = witness.saw_text
        report["labels"] = recording.labels
        report["facts"] = facts(namespace)
    except _Failed as failed:
        report["failure"] = dict(zip(("what", "line", "remedy", "detail"), failed.args, strict=False))
        interrupted = isinstance(failed.__context__, KeyboardInterrupt)
    if os.getpid() != process:  # a fork of the program has come to its end
        raise SystemExit(status)
    report["seconds"] = perf_counter() - started
    report["peak_memory_mb"] = _peak_memory_mb()
    torch = sys.modules.get("torch")
    if job.gpu and torch is not None and torch.cuda.is_available():
        report["device"] = torch.cuda.get_device_name()
    part = os.path.join(job.folder, REPORT + ".part")
    with open(part, "w", encoding="utf-8") as file:
        dump(report, file)
    os.replace(part, os.path.join(job.folder, REPORT))
    ending.begin(status, namespace if interrupted or _ends_slowly(job) else None, interrupted)
    raise SystemExit(status)


def _ends_slowly(job: Job) -> bool:
    """Whether Python takes its time to end, with nothing to be seen in the order in which it ends things."""
    if "torch" not in sys.modules:
        return False
    with open(job.program, "rb") as file:
        text = file.read()
    return b"__del__" not in text and b"yield" not in text


def _prepare(job: Job) -> None:
    """Makes the process look like a new interpreter that was started in an empty folder."""
    output = os.open(os.path.join(job.folder, OUTPUT), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (output, 1), (output, 2)):
        os.dup2(source, target)
    os.close(nothing)
    os.close(output)
    crash = os.open(os.path.join(job.folder, CRASH), os.O_WRONLY | os.O_CREAT)
    faulthandler.enable(os.dup2(crash, FAR, inheritable=False))
    os.close(crash)
    work = os.path.join(job.folder, WORK)
    os.chdir(work)
    # The project is not importable from a program: it must run anywhere.
    project = os.path.dirname(os.path.dirname(ENGINE))
    sys.path[:] = [work] + [entry for entry in sys.path if entry and os.path.abspath(entry) != project]
    sys.argv = [os.path.basename(job.program)]
    sys.orig_argv = [sys.orig_argv[0], *sys.argv]
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()  # a fork has the random numbers of every other
    if "torch" in sys.modules:
        sys.modules["torch"].seed()


def _main_module(job: Job) -> types.ModuleType:
    """A new `__main__`, as Python makes it for `python name.py`."""
    module = types.ModuleType("__main__")
    module.__dict__.update(
        __loader__=SourceFileLoader("__main__", job.program),
        __annotations__={},
        __builtins__=sys.modules["builtins"],
        __file__=job.program,
        __cached__=None,
    )
    sys.modules["__main__"] = module
    return module


def _run_cells(job: Job, cells: list[Compiled], left: dict[str, Any], recording: Recording) -> Any:
    """Runs the cells, which are one program; gives what it ends with, as `sys.exit` takes it.

    Each runs in a greenlet, whose stack begins with the program: no frame of the engine lies below it. A fork of the
    program that goes on with it leaves no marks.
    """
    process, context, status = os.getpid(), contextvars.copy_context(), None
    for name, line, run_cell in cells:
        if os.getpid() == process:
            size = os.path.getsize(os.path.join(job.folder, OUTPUT))
            os.write(FAR + 2, f"{name} {line} {size}\n".encode())
        recording.begin(name, line)
        started = perf_counter()
        cell = greenlet(run_cell)
        cell.gr_context = context
        error = None
        last = name == job.cells[-1][0]
        try:
            cell.switch()
        except SystemExit as end:
            if os.getpid() != process:
                raise
            if not last:
                what = f"cell `{name}` raised SystemExit: {end}"
                raise _Failed(what, _line(job, end) or line, "Let the program come to its end") from None
            status = end.code
        except BaseException as raised:
            error = _check_raised(job, name, line, raised)
        if error is None and name in job.raises:
            what = f"cell `{name}` must raise {job.raises[name]!r} but did not fail"
            raise _Failed(what, line, "Mend the cell, or take it out of `raises`")
        left[name] = {"error": error, "figures": recording.taken(), "seconds": perf_counter() - started}
        if failure := recording.failure(last):
            raise _Failed(*failure)
    return status


def _compiled(job: Job, namespace: dict[str, Any]) -> list[Compiled]:
    """The cells, compiled as parts of one file, which share a namespace."""
    with open(job.program, "rb") as file:
        body = ast.parse(file.read(), job.program).body
    parts, flags = [], 0
    for index, (name, line) in enumerate(job.cells):
        end = job.cells[index + 1][1] if index + 1 < len(job.cells) else sys.maxsize
        statements = [statement for statement in body if line <= _first_line(statement) < end]
        if index and statements:  # a text at the beginning is the docstring of the first cell alone
            statements.insert(0, ast.copy_location(ast.Pass(), statements[0]))
        code = compile(ast.Module(statements, []), job.program, "exec", flags, dont_inherit=True)
        flags |= code.co_flags & FUTURE
        parts.append((name, line, types.FunctionType(code, namespace)))
    return parts


def _first_line(statement: ast.stmt) -> int:
    return min([statement.lineno, *(each.lineno for each in getattr(statement, "decorator_list", ()))])


def _check_raised(job: Job, cell: str, line: int, raised: BaseException) -> str:
    """The traceback of an error that had to come; any other error is a failure, and shown as Python shows it."""
    raised.__traceback__ = trace = own(raised)
    said = said_by(raised)
    text = "".join(traceback.format_exception(type(raised), raised, trace))
    expected = job.raises.get(cell)
    if expected is not None and said.startswith(expected):
        return text
    show(raised)
    what = f"cell `{cell}` raised {said.splitlines()[0]}"
    raise _Failed(
        what if expected is None else f"{what} instead of {expected!r}",
        _line(job, raised) or line,
        "Mend the cell" if expected is None else "Mend the cell, or what `raises` says of it",
        text,
    ) from None


def _line(job: Job, raised: BaseException) -> int | None:
    """The innermost line of the program that an error passed."""
    lines = [frame.lineno for frame in traceback.extract_tb(raised.__traceback__) if frame.filename == job.program]
    return lines[-1] if lines else None


def accept_what_is_there(module: Any) -> None:
    """Lets torchvision take a data set that is not the whole original, which its checksums would have it download.

    It has no option for that. The files have been verified against checksums of their own.
    """

    def exists(path: str | os.PathLike[str], md5: str | None = None) -> bool:
        return os.path.isfile(path)

    module.check_integrity = exists


def _peak_memory_mb() -> float:
    try:
        import resource
    except ImportError:
        import psutil

        return psutil.Process().memory_info().peak_wset / 2**20
    unit = 1 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20
