"""Executing the cells of one snippet, inside the process that was made for it.

Everything here happens in the child: it reads a job, runs the cells as `__main__` and writes a report.
Nothing is imported from the parent but plain data, so that the report is all that crosses.
"""

from __future__ import annotations

import ast
import faulthandler
import io
import json
import linecache
import os
import re
import sys
import time
import traceback
import types
import warnings
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

REPORT = "report.json"
CURRENT = "current"  # the cell being run, for the parent to name when the process dies
OUTPUT_LIMIT = 1_000_000  # characters a snippet may print
LIST_LIMIT = 100  # items that a fact may hold
TEXT_LIMIT = 200  # characters of a text that is a fact


@dataclass(frozen=True)
class Job:
    """What a child must know.

    Attributes:
        name: "topic/name".
        path: The snippet's file, which becomes `__file__`.
        cells: Code cells as (name, line, source).
        raises: Cell name to the beginning of the error that it must raise.
        diverges: Whether NaN and infinity may be printed and kept.
        translations: English label message to Chinese.
        data: Name of a data set to the fields of its provenance.
        folder: The run's own folder; the snippet works in its subfolder `work`.
        threads: Threads that the process may use.
        gpu: Whether the process may see CUDA devices.
    """

    name: str
    path: str
    cells: list[tuple[str, int, str]]
    raises: dict[str, str]
    diverges: bool
    translations: dict[str, str]
    data: dict[str, dict[str, str]]
    folder: str
    threads: int = 1
    gpu: bool = False


@dataclass
class Failure:
    """Why a run failed, with the line of the snippet."""

    what: str
    line: int | None = None
    remedy: str = ""
    detail: str = ""


@dataclass
class Report:
    """What a child leaves: all of a result that only it can know, or a failure."""

    failure: Failure | None = None
    cells: dict[str, dict[str, Any]] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    peak_memory_mb: float = 0.0
    device: str = "cpu"


_NON_FINITE = re.compile(r"(?i)(?<![\w-])[-+]?(nan|inf)(?![\w-])")


class _TooMuchOutput(BaseException):
    """Not an Exception, so that a snippet does not catch it by chance."""


class _Stream(io.TextIOBase):
    """A text stream that keeps what is written, up to a limit shared with its partner."""

    encoding = "utf-8"

    def __init__(self, room: list[int], descriptor: int) -> None:
        self._parts: list[str] = []
        self._room = room
        self._descriptor = descriptor

    def write(self, text: str) -> int:
        self._room[0] -= len(text)
        if self._room[0] < 0:
            raise _TooMuchOutput
        text.encode()  # a real stream refuses lone surrogates too
        self._parts.append(text)
        return len(text)

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._descriptor

    def take(self) -> str:
        """What was written since the last call; a carriage return overwrites its line as on a screen."""
        text = "".join(self._parts)
        self._parts.clear()
        return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))


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
    temporary = folder / f"{REPORT}.part"
    temporary.write_text(json.dumps(asdict(report)), encoding="utf-8")
    temporary.replace(folder / REPORT)


class _Failed(Exception):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.failure = Failure(*args, **kwargs)
        super().__init__(self.failure.what)


def _prepare(job: Job, folder: Path) -> None:
    """Makes the process look like a new interpreter that was started in an empty folder."""
    # What C code prints, and the reason of a crash.
    crash = os.open(folder / "stderr", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(crash, 2)
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(crash, 1)
    faulthandler.enable(file=2)
    os.chdir(folder / "work")
    # The project is not importable from a snippet: it must run anywhere.
    project = str(Path(__file__).resolve().parents[4])
    sys.path[:] = [str(folder / "work")] + [entry for entry in sys.path if entry and os.path.abspath(entry) != project]
    sys.argv = [job.path]

    import torch

    torch.set_num_threads(job.threads)

    from matplotlib import pyplot

    from ... import data
    from . import figures

    data.adapt({name: data.Provenance(**source) for name, source in job.data.items()})
    figures.apply_style()
    pyplot.switch_backend(f"module://{figures.__name__}")
    figures.RECORDER.translations = job.translations

    # What an interpreter would show its user is an error here; what it hides stays hidden.
    warnings.resetwarnings()
    warnings.simplefilter("error")
    for category in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
        warnings.simplefilter("ignore", category)
    warnings.filterwarnings("error", category=DeprecationWarning, module="__main__")


def _run_cells(job: Job, folder: Path, report: Report) -> None:
    from matplotlib import pyplot

    from ..result import non_finite
    from .figures import RECORDER

    # What is imported already must not be importable either; from here on nothing imports the engine.
    project = __name__.partition(".")[0]
    for name in [name for name in sys.modules if name.partition(".")[0] == project]:
        del sys.modules[name]

    module = types.ModuleType("__main__")
    module.__dict__.update(__file__=job.path, __builtins__=__builtins__)
    sys.modules["__main__"] = module
    namespace = module.__dict__
    file = os.path.basename(job.path)
    # A traceback then reads as it would for a reader who runs `python name.py`.
    text = Path(job.path).read_text(encoding="utf-8")
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)

    room = [OUTPUT_LIMIT]
    stdout, stderr = _Stream(room, 1), _Stream(room, 2)
    sys.stdout, sys.stderr = stdout, stderr
    for name, line, source in job.cells:
        (folder / CURRENT).write_text(f"{name} {line}", encoding="utf-8")
        RECORDER.salt = f"{job.name}:{name}"
        RECORDER.figures = []
        started = time.perf_counter()
        error = None
        try:
            tree = ast.increment_lineno(ast.parse(source), line - 1)
            exec(compile(tree, file, "exec", dont_inherit=True), namespace)
        except BaseException as raised:
            if room[0] < 0:
                raise _too_much(name, line) from None
            error = _check_raised(job, name, line, file, raised)
        else:
            if name in job.raises:
                raise _Failed(
                    f"cell `{name}` must raise {job.raises[name]!r} but did not fail",
                    line,
                    "Mend the cell, or take it out of `raises`",
                )
        if room[0] < 0:  # the snippet caught what was raised
            raise _too_much(name, line)
        if pyplot.get_fignums():
            pyplot.close("all")
            raise _Failed(f"a figure of cell `{name}` is never shown", line, "End the cell with plt.show()")
        report.cells[name] = {
            "stdout": stdout.take(),
            "stderr": stderr.take(),
            "error": error,
            "figures": RECORDER.figures,
            "seconds": time.perf_counter() - started,
        }
        if not job.diverges and (number := _NON_FINITE.search(report.cells[name]["stdout"])):
            raise _Failed(
                f"cell `{name}` printed {number[0]}",
                line,
                "Mend it, or declare `diverges = true` if that is what the snippet shows",
            )
    report.labels = RECORDER.labels
    report.facts = facts(namespace)
    if not job.diverges:
        for name, value in report.facts.items():
            if non_finite(value):
                raise _Failed(
                    f"{name} is {value} at the end of the run",
                    _line_of(name, job.cells),
                    "Mend it, or declare `diverges = true` if that is what the snippet shows",
                )
    if job.gpu:
        import torch

        report.device = torch.cuda.get_device_name() if torch.cuda.is_available() else "cpu"


def _too_much(cell: str, line: int) -> _Failed:
    return _Failed(f"cell `{cell}` printed more than {OUTPUT_LIMIT:,} characters", line, "Print less")


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


def facts(namespace: dict[str, Any]) -> dict[str, Any]:
    """The scalars, and flat lists of at most 100 scalars, that a namespace binds."""
    found = {}
    for name, value in namespace.items():
        if name.startswith("_"):
            continue
        plain = _plain(value)
        if plain is not None:
            found[name] = plain
    return found


def _plain(value: Any, nested: bool = False) -> Any:
    import numpy
    import torch

    if isinstance(value, torch.Tensor):
        if value.layout != torch.strided or value.is_meta or value.is_quantized or value.dtype.is_complex:
            return None
        if value.dim() > 1 or value.numel() > LIST_LIMIT:
            return None
        return value.detach().cpu().tolist()
    if isinstance(value, numpy.ndarray | numpy.generic):
        if value.ndim > 1 or value.size > LIST_LIMIT or value.dtype.kind not in "biufU":
            return None
        return value.tolist()
    if isinstance(value, list | tuple):
        if nested:
            return None
        items = [_plain(item, nested=True) for item in value] if 0 < len(value) <= LIST_LIMIT else [None]
        return None if any(item is None or isinstance(item, list) for item in items) else items
    if isinstance(value, str):
        return str(value) if len(value) <= TEXT_LIMIT else None
    return value if isinstance(value, bool | int | float) else None


def _line_of(name: str, cells: list[tuple[str, int, str]]) -> int | None:
    """The line on which a name is last bound."""
    found = None
    for _, line, source in cells:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id == name:
                found = line + node.lineno - 1
    return found


def _peak_memory_mb() -> float:
    try:
        import resource
    except ImportError:
        import psutil

        return psutil.Process().memory_info().peak_wset / 2**20
    unit = 1 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20
