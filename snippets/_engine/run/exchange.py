"""Results as one file that travels between machines.

The file is a zip of folders of the store. Whatever comes in is checked before anything is stored: its form, its
sizes, its names, its pictures, and that it belongs to this course as it is here. Nothing of it is executed. What
cannot be seen is whether a result tells the truth: take results from those only whose commits you would take.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import CourseError
from . import allowed, archive
from .incoming import limit, results
from .plan import Plan
from .result import FILES, RECORD, Record, Result, decode
from .runner import Runner


@dataclass
class Brought:
    """What came of an import.

    Attributes:
        new: Names of the snippets whose results were stored.
        kept: Names of those whose result was there already.
    """

    new: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def export(path: Path, chosen: Iterable[Result]) -> None:
    """Writes results into one file, whole or not at all.

    Args:
        path: The file.
        chosen: Results as the store gives them.

    Raises:
        CourseError: There is none, one could not be brought in elsewhere, or the file cannot be written.
    """
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as folder:
            draft = Path(folder) / path.name
            with zipfile.ZipFile(draft, "w") as zipped:
                _pack(zipped, path, chosen)
            os.replace(draft, path)
    except OSError as error:
        raise CourseError(
            f"cannot be written: {error}", path=path, remedy="Make room or give access, and export again"
        ) from error


def _pack(zipped: zipfile.ZipFile, path: Path, chosen: Iterable[Result]) -> None:
    room, entries = archive.TOTAL, archive.ENTRIES
    for result in chosen:
        assert result.folder is not None
        record = decode((result.folder / RECORD).read_text(encoding="utf-8"), Record)
        for place in (RECORD, *record.paths()):
            file = result.folder / place
            size = file.stat().st_size
            room, entries = room - size, entries - 1
            if size > limit(place):
                raise CourseError(f"has more than {limit(place):,} bytes", path=file, remedy="Make it smaller")
            if room < 0 or entries < 0:
                raise CourseError("would be too large to be brought in", path=path, remedy="Export topic by topic")
            if place.startswith("figures/"):
                try:
                    allowed.check(file.read_text(encoding="utf-8"))
                except ValueError as error:
                    raise CourseError(
                        f"a figure of {result.name} cannot travel: {error}", path=file, remedy="Draw it without that"
                    ) from None
            entry = zipfile.ZipInfo(f"{result.name}/{result.key}/{place}")
            # What a snippet saves is numbers, which hardly shrink.
            entry.compress_type = zipfile.ZIP_STORED if place.startswith(f"{FILES}/") else zipfile.ZIP_DEFLATED
            with file.open("rb") as source, zipped.open(entry, "w") as target:
                shutil.copyfileobj(source, target)
    if entries == archive.ENTRIES:
        raise CourseError("there is no result to export", remedy="Run `python -m snippets run` first")


def bring_in(paths: Iterable[Path], runner: Runner, plan: Plan) -> Brought:
    """Stores the results of exported files, all or none.

    Args:
        paths: The files.
        runner: What would run the snippets here; its store takes the results.
        plan: The course that they must belong to.

    Raises:
        CourseError: Something of them is not as `export` writes it, or does not belong to the course as it is here.
    """
    found: dict[str, Result] = {}
    brought = Brought()
    try:
        with tempfile.TemporaryDirectory(prefix="results-") as folder:
            for path in paths:
                with archive.opened(path) as opened:
                    found |= results(opened, runner, plan, Path(folder))
            for name, result in found.items():
                there = runner.store.get(name, result.key, runner.translations, plan.snippets[name].digest)
                if there is None:
                    runner.store.put(result)
                (brought.new if there is None else brought.kept).append(name)
    except OSError as error:
        place = tempfile.gettempdir()
        raise CourseError(
            f"the results cannot be unpacked: {error.strerror}", path=place, remedy="Make room there, and import again"
        ) from error
    return brought
