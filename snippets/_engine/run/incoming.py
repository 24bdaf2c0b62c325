"""What an archive holds, checked: that these are results, with all that belongs to them, and of this course."""

from __future__ import annotations

import hashlib
import math
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from .. import data as data_sets
from ..course import LANGUAGES
from ..errors import nearest
from ..snippet.source import Snippet
from . import allowed
from .archive import Archive, refusal
from .inside.cells import LIST_LIMIT, OUTPUT_LIMIT, TEXT_LIMIT
from .key import versions
from .result import RECORD, Record, Result, decode, encode
from .store import Store

# Bytes of one file, by where it lies in the folder of its result.
_LIMITS = {RECORD: 10_000_000, "figures": 10_000_000, "files": 500_000_000}

_ENTRY = re.compile(r"(?P<result>[^/]+/[^/]+/[^/]+)/(?P<place>.+)")


@dataclass(frozen=True)
class Here:
    """The course that results come into.

    Attributes:
        store: Where they are kept.
        snippets: The snippets of the course by name.
        translations: English label message to Chinese.
        data: Folder of the data sets.
        key: The content key that a run of a snippet would have here.
    """

    store: Store
    snippets: Mapping[str, Snippet]
    translations: Mapping[str, str]
    data: Path
    key: Callable[[Snippet], str]


def results(opened: Archive, here: Here, folder: Path) -> Iterator[Result]:
    """The results of an archive, checked and written below a folder.

    Args:
        opened: The archive.
        here: The course that they must belong to.
        folder: An empty folder, where each gets one of its own.

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
    for result, there in places.items():
        record = _record(opened, result, there, here)
        own = Path(tempfile.mkdtemp(dir=folder))
        for place in sorted(there - {RECORD}):
            _take(opened, result, place, record, own)
        yield Result.of(record, own)


def _record(opened: Archive, result: str, there: set[str], here: Here) -> Record:
    """What an archive says of a result, if that fits what it holds of it and the course."""
    entry = f"{result}/{RECORD}"
    if RECORD not in there:
        raise refusal(opened.path, f"{entry} is missing")
    content = b"".join(opened.chunks(entry, limit(RECORD)))
    try:
        record = decode(content.decode(), Record)
        named = {RECORD, *record.paths()}
        _see_text(record)
    except ValueError as error:
        raise refusal(opened.path, f"{entry} is no result: {error}") from error
    if f"{record.name}/{record.key}" != result:
        raise refusal(opened.path, f"{entry} calls itself {record.name}/{record.key}")
    for place in sorted(named ^ there):
        fault = "is missing" if place in named else "is named by no result"
        raise refusal(opened.path, f"{result}/{place} {fault}")
    snippet = here.snippets.get(record.name)
    if snippet is None:
        remedy = f"{nearest(record.name, here.snippets)} Export from the commit that is here; nothing was brought in"
        raise refusal(opened.path, f"{entry} is of no snippet of this course", remedy)
    if difference := _difference(record, snippet, here):
        remedy = "Compare the commits, packages and data of both sides, run and export again; nothing was brought in"
        raise refusal(opened.path, f"{entry} was made from something else than what is here: {difference}", remedy)
    return record


def _take(opened: Archive, result: str, place: str, record: Record, own: Path) -> None:
    """Writes a picture or a saved file below the folder of its result."""
    entry = f"{result}/{place}"
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


def _see_text(record: Record) -> None:
    """Sees that texts, numbers and pictures are such as a run leaves.

    Raises:
        ValueError: They are not.
    """
    encode(record).encode()  # half a character would end the build
    datetime.fromisoformat(record.finished)
    numbers = [record.seconds, record.peak_memory_mb, *(cell.seconds for cell in record.cells.values())]
    if not all(math.isfinite(number) and number >= 0 for number in numbers):
        raise ValueError("a time or a size is below zero or none")
    if sum(len(cell.stdout) + len(cell.stderr) for cell in record.cells.values()) > OUTPUT_LIMIT:
        raise ValueError(f"printed more than {OUTPUT_LIMIT:,} characters")
    for name, value in record.facts.items():
        values = value if isinstance(value, list) else [value]
        if len(values) > LIST_LIMIT or any(isinstance(each, str) and len(each) > TEXT_LIMIT for each in values):
            raise ValueError(f"the fact {name!r} is longer than a fact may be")
    if any(set(figure) != set(LANGUAGES) for cell in record.cells.values() for figure in cell.figures):
        raise ValueError("a figure is not there in every language")


def _difference(record: Record, snippet: Snippet, here: Here) -> str:
    """In what a result differs from one that would be made here; empty if it does not."""
    own = {
        **versions(snippet),
        **{f"data {name}": each.kind for name, each in data_sets.ensure(snippet.metadata.data, here.data).items()},
        **{f"Chinese of {message!r}": here.translations.get(message, "") for message in record.labels},
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
    if not differing and record.key != here.key(snippet):
        differing = ["its code, metadata, inputs, data or the engine"]
    if not differing and list(record.cells) != list(snippet.code):
        differing = ["its cells"]
    return "; ".join(differing)


def limit(place: str) -> int:
    """How many bytes a file may have that lies at a place in the folder of its result."""
    return _LIMITS[place.partition("/")[0]]
