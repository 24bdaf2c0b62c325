"""What crosses between a build and the process that runs a snippet: a job goes in, a report comes out.

Both are files in the run's own folder, beside the working folder of the snippet.
"""

from __future__ import annotations

from msgspec import Struct

from ...data import Provenance
from ..result import CellResult, Fact

JOB = "job.json"
REPORT = "report.json"
CURRENT = "current"  # the cell being run and its line, for the parent to name when the process dies
LOG = "stderr"  # what C code and subprocesses print, and the reason of a crash
WORK = "work"  # the working folder


class Job(Struct, frozen=True, forbid_unknown_fields=True):
    """What a child must know.

    Attributes:
        name: "topic/name".
        path: The snippet's file, which becomes `__file__`.
        cells: Code cells as (name, line, source).
        raises: Cell name to the beginning of the error that it must raise.
        diverges: Whether NaN and infinity may be printed and kept.
        translations: English label message to Chinese.
        data: What the files of each data set are, by its name.
        folder: The run's own folder.
        gpu: Whether the process may see CUDA devices.
    """

    name: str
    path: str
    cells: list[tuple[str, int, str]]
    raises: dict[str, str]
    diverges: bool
    translations: dict[str, str]
    data: dict[str, Provenance]
    folder: str
    gpu: bool = False


class Failure(Struct, frozen=True, forbid_unknown_fields=True):
    """Why a run failed, with the line of the snippet."""

    what: str
    line: int | None = None
    remedy: str = ""
    detail: str = ""


class Report(Struct, forbid_unknown_fields=True):
    """What a child leaves: all of a result that only it can know, or a failure."""

    failure: Failure | None = None
    cells: dict[str, CellResult] = {}
    facts: dict[str, Fact] = {}
    labels: dict[str, str] = {}
    seconds: float = 0.0
    peak_memory_mb: float = 0.0
    device: str = "cpu"
