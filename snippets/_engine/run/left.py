"""What a run has left in its folder: a result, or why there is none."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ..snippet.source import Snippet
from .inside.job import REPORT, TROUBLE, WORK
from .limits import RunFailure, outputs
from .result import CellResult, Fact, Scalar, decode, non_finite
from .terminal import Places, screen

# As Python, NumPy, PyTorch and JSON write what is no finite number, but not the name Nan.
_NON_FINITE = re.compile(
    r"(?<![\w'\"])(?<![^\W\d_]-)[-+]?(?:nan|inf|NAN|INF|NaN|Infinity)(?:j\b|(?![\w'\"])(?!-(?!nan|inf)[^\W\d_]))"
)
_DETAIL = 2000  # characters of the output that an error quotes
_DIVERGES = "Mend it, or declare `diverges = true` if that is what the snippet shows"


class Failure(Struct, frozen=True, forbid_unknown_fields=True):
    """Why a run failed, with the line of the snippet."""

    what: str
    line: int | None = None
    remedy: str = ""
    detail: str = ""


class Cell(Struct, frozen=True, forbid_unknown_fields=True):
    """What a cell leaves besides its output."""

    error: str | None
    figures: list[dict[str, str]]
    seconds: float


class Report(Struct, frozen=True, forbid_unknown_fields=True):
    """What the child leaves: all of a result that only it can know, or a failure."""

    device: str
    seconds: float
    peak_memory_mb: float
    saw_text: bool
    cells: dict[str, Cell]
    facts: dict[str, Fact] = {}
    labels: dict[str, str] = {}
    failure: Failure | None = None


def read(snippet: Snippet, folder: Path, code: int | None) -> tuple[Report, dict[str, CellResult]]:
    """What a run reports, and what its cells left, without what belongs to the machine.

    Args:
        snippet: The snippet.
        folder: The run's own folder.
        code: The exit code of the process.

    Raises:
        RunFailure: It failed, or something went wrong beside its own course.
    """
    report = decode((folder / REPORT).read_text(encoding="utf-8"), Report)
    places = Places(folder / WORK)

    def text(raw: str) -> str:
        return places.without(screen(raw))

    def shown(value: Scalar) -> Scalar:
        return text(value) if isinstance(value, str) else value

    if (failed := report.failure) is not None:
        what, detail = places.without(failed.what), text(failed.detail)
        raise RunFailure(what, path=snippet.path, line=failed.line, remedy=failed.remedy, detail=detail)
    written = {cell: text(raw) for cell, _, raw in outputs(folder)}
    detail = "".join(written.values())[-_DETAIL:]
    for what, line in _trouble(folder):
        remedy = "Mend it, or handle it in the program"
        raise RunFailure(places.without(what), path=snippet.path, line=line, remedy=remedy, detail=detail)
    if code:
        cell = list(snippet.code.values())[-1]
        what = f"cell `{cell.name}` ended the program with exit code {code}"
        raise RunFailure(what, path=snippet.path, line=cell.line, remedy="Let it end with 0", detail=detail)
    for name, cell in report.cells.items():
        if any(places.named(svg) for figure in cell.figures for svg in figure.values()):
            what, remedy = f"a figure of cell `{name}` names a folder of this machine", "Name the file alone"
            raise RunFailure(what, path=snippet.path, line=snippet.code[name].line, remedy=remedy)
    facts = {
        name: [shown(item) for item in value] if isinstance(value, list) else shown(value)
        for name, value in report.facts.items()
    }
    cells = {
        name: CellResult(written.get(name, ""), cell.error and text(cell.error), cell.figures, cell.seconds)
        for name, cell in report.cells.items()
    }
    shown = [*(cell.output for cell in cells.values()), *(cell.error or "" for cell in cells.values()), str(facts)]
    # What packages know of the program, they write with its name.
    saw_text = report.saw_text or any(snippet.path.name in each for each in shown)
    report = replace(report, facts=facts, saw_text=saw_text)
    if not snippet.metadata.diverges:
        _see_numbers(snippet, report, cells)
    return report, cells


def _trouble(folder: Path) -> Iterator[tuple[str, int | None]]:
    place = folder / TROUBLE
    if place.exists():
        for row in place.read_text(encoding="utf-8").splitlines():
            line, _, what = row.partition("\t")
            yield what, int(line) if line else None


def _see_numbers(snippet: Snippet, report: Report, cells: Mapping[str, CellResult]) -> None:
    """Sees that no number is NaN or infinite, wherever it comes out."""

    def failure(what: str, line: int | None) -> RunFailure:
        return RunFailure(what, path=snippet.path, line=line, remedy=_DIVERGES)

    for name, cell in cells.items():
        if number := _NON_FINITE.search(cell.output):
            raise failure(f"cell `{name}` printed {number[0]}", snippet.code[name].line)
    for name, value in report.facts.items():
        texts = [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]
        if non_finite(value) or any(map(_NON_FINITE.search, texts)):
            raise failure(f"{name} is {value} at the end of the run", _line_of(name, snippet))
    for label in report.labels:
        if _NON_FINITE.search(label):
            raise failure(f"a figure says {label!r}", None)


def _line_of(name: str, snippet: Snippet) -> int | None:
    """The line on which a name is last bound."""
    bound = (node for node in ast.walk(ast.parse(snippet.text)) if isinstance(node, ast.Name))
    return max((node.lineno for node in bound if node.id == name and isinstance(node.ctx, ast.Store)), default=None)
