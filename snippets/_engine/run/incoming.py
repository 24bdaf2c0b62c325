"""What an archive holds, checked: that these are results, with all that belongs to them, and of this course."""

from __future__ import annotations

import hashlib
import json
import math
import re
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from msgspec import to_builtins

from .. import data as data_sets
from ..course import LANGUAGES
from ..errors import nearest
from ..snippet.source import Snippet
from . import allowed
from .archive import Archive, refusal
from .limits import OUTPUT_LIMIT
from .plan import Plan
from .result import FILES, RECORD, Record, Result, decode
from .runner import Runner
from .saved import SIZE_LIMIT

# Bytes of one file, by where it lies in the folder of its result.
_LIMITS = {RECORD: 10_000_000, "figures": 10_000_000, FILES: SIZE_LIMIT}

_ENTRY = re.compile(r"(?P<result>[^/]+/[^/]+/[^/]+)/(?P<place>.+)")


def results(opened: Archive, runner: Runner, plan: Plan, folder: Path) -> dict[str, Result]:
    """The results of an archive by name, checked and written below a folder.

    Args:
        opened: The archive.
        runner: What would run the snippets here.
        plan: The course that the results must belong to.
        folder: A folder where each gets one of its own.

    Raises:
        OSError: There is no room for them.
        CourseError: Something is not as `export` writes it, or was made from something else than what is here.
    """
    places: dict[str, set[str]] = {}
    for name in opened.names:
        entry = _ENTRY.fullmatch(name)
        if entry is None:
            raise refusal(opened.path, f"{name!r} belongs to no result")
        places.setdefault(entry["result"], set()).add(entry["place"])
    if not places:
        raise refusal(opened.path, "it holds no result")
    order = list(plan.snippets)
    for result in places:
        _see_name(opened, result, plan)
    found: dict[str, Result] = {}
    for result in sorted(places, key=lambda each: order.index(_name(each))):
        record = _record(opened, result, places[result])
        _see_origin(opened, record, runner, plan, found)
        own = Path(tempfile.mkdtemp(dir=folder))
        for place in record.paths():
            _take(opened, place, record, own)
        found[record.name] = Result.of(record, own)
    return found


def _see_name(opened: Archive, result: str, plan: Plan) -> None:
    """Sees that a folder is named after a snippet of the course."""
    name = _name(result)
    if name in plan.errors:
        raise plan.errors[name]
    if name not in plan.snippets:
        remedy = f"{nearest(name, plan.snippets)} Export from the commit that is here; nothing was brought in"
        raise refusal(opened.path, f"{result} is of no snippet of this course", remedy)


def _record(opened: Archive, result: str, there: set[str]) -> Record:
    """What an archive says of a result, if that fits what else it holds of it."""
    entry = f"{result}/{RECORD}"
    if RECORD not in there:
        raise refusal(opened.path, f"{entry} is missing")
    content = b"".join(opened.chunks(entry, limit(RECORD)))
    try:
        record = decode(content.decode(), Record)
        named = {RECORD, *record.paths()}
        _see_values(record)
    except ValueError as error:
        raise refusal(opened.path, f"{entry} is no result: {error}") from error
    if _place(record) != result:
        raise refusal(opened.path, f"{entry} calls itself {_place(record)}")
    for place in sorted(named ^ there):
        fault = "is missing" if place in named else "is named by no result"
        raise refusal(opened.path, f"{result}/{place} {fault}")
    return record


def _see_origin(opened: Archive, record: Record, runner: Runner, plan: Plan, found: Mapping[str, Result]) -> None:
    """Sees that a result was made from what is here, and from results that come with it."""
    entry = f"{_place(record)}/{RECORD}"
    for name in plan.producers(record.name):
        if name not in found:
            raise refusal(opened.path, f"{entry} uses files of {name}, whose result is missing")
    if difference := _difference(record, plan.snippets[record.name], runner, found):
        remedy = "Compare the commits, packages and data of both sides, run and export again; nothing was brought in"
        raise refusal(opened.path, f"{entry} was made from something else than what is here: {difference}", remedy)


def _take(opened: Archive, place: str, record: Record, own: Path) -> None:
    """Writes a picture or a saved file below the folder of its result."""
    entry = f"{_place(record)}/{place}"
    file = own / place
    digest = hashlib.sha256()
    file.parent.mkdir(exist_ok=True)
    with file.open("wb") as target:
        for chunk in opened.chunks(entry, limit(place)):
            digest.update(chunk)
            target.write(chunk)
    if place.startswith("figures/"):
        try:
            allowed.check(file.read_bytes().decode())
        except ValueError as error:
            raise refusal(opened.path, f"{entry} is no figure: {error}") from error
    elif digest.hexdigest() != record.files[file.name]:
        raise refusal(opened.path, f"{entry} is not the file that was saved: its SHA-256 differs")


def _see_values(record: Record) -> None:
    """Sees that texts, numbers and pictures are such as a run leaves.

    Raises:
        ValueError: They are not.
    """
    json.dumps(to_builtins(record), ensure_ascii=False).encode()  # no file can hold half a character
    datetime.fromisoformat(record.finished)
    numbers = [record.seconds, record.peak_memory_mb, *(cell.seconds for cell in record.cells.values())]
    if not all(math.isfinite(number) and number >= 0 for number in numbers):
        raise ValueError("a time or a size is below zero or none")
    if sum(len(cell.output) for cell in record.cells.values()) > OUTPUT_LIMIT:
        raise ValueError(f"printed more than {OUTPUT_LIMIT:,} characters")
    if any(set(figure) != set(LANGUAGES) for cell in record.cells.values() for figure in cell.figures):
        raise ValueError("a figure is not there in every language")


def _difference(record: Record, snippet: Snippet, runner: Runner, found: Mapping[str, Result]) -> str:
    """In what a result differs from one that would be made here; empty if it does not."""
    sources = data_sets.ensure(snippet.metadata.data, runner.course.data)
    own = {
        **runner.installed.versions(snippet),
        **{f"data {name}": each.kind for name, each in sources.items()},
        **{f"Chinese of {message!r}": runner.translations.get(message, "") for message in record.labels},
    }
    theirs = {
        **record.versions,
        **{f"data {name}": each.get("kind", "") for name, each in record.data.items()},
        **{f"Chinese of {message!r}": used for message, used in record.labels.items()},
    }
    differing = [
        f"{what} is {theirs.get(what, 'absent')} there and {own.get(what, 'absent')} here"
        for what in sorted({**own, **theirs})
        if own.get(what) != theirs.get(what)
    ]
    if not differing and record.key != runner.key(snippet, found):
        differing = ["its code, metadata, inputs, data or the engine"]
    if not differing and record.text not in ("", snippet.digest):
        differing = ["its comments or layout, which it sees"]
    if not differing and (list(record.cells), set(record.files)) != (list(snippet.code), set(snippet.metadata.saves)):
        differing = ["its cells or files"]
    return "; ".join(differing)


def _name(result: str) -> str:
    return result.rpartition("/")[0]


def _place(record: Record) -> str:
    return f"{record.name}/{record.key}"


def limit(place: str) -> int:
    """How many bytes a file may have that lies at a place in the folder of its result."""
    return _LIMITS[place.partition("/")[0]]
