"""What a run leaves behind, and its form on disk: a folder.

result.json                      everything but the pictures, which it names
figures/<cell>-<n>.<language>.svg    n counts the figures of a cell from 1
files/<name>                     what the snippet saved for others
"""

from __future__ import annotations

import json
import math
import shutil
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import asdict, replace

from ..course import LANGUAGES
from ..errors import CourseError
from ..snippet.metadata import FileName
from .inside.job import LIST_LIMIT, TEXT_LIMIT

RECORD = "result.json"
FILES = "files"  # the folder of saved files

Scalar = bool | int | float | Annotated[str, Meta(max_length=TEXT_LIMIT)]
Fact = Scalar | Annotated[list[Scalar], Meta(max_length=LIST_LIMIT)]
T = TypeVar("T")
# What becomes a part of a path.
Name = Annotated[str, Meta(pattern=r"^[^\W_][\w-]*/[^\W_][\w-]*\Z")]
Key = Annotated[str, Meta(pattern=r"^[0-9a-z]+\Z")]
CellName = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*\Z")]
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]


class CellResult(Struct, frozen=True, forbid_unknown_fields=True):
    """What one cell wrote, raised and showed.

    Attributes:
        output: Text on standard output and standard error, in the order of writing, as a terminal shows it.
        error: Traceback of the error that the cell had to raise, or None.
        figures: Shown figures, each a mapping from language to SVG.
        seconds: Wall time.
    """

    output: str = ""
    error: str | None = None
    figures: list[Mapping[str, str]] = []
    seconds: float = 0.0


class Record(Struct, frozen=True, forbid_unknown_fields=True):
    """What `result.json` holds: a result, but for its pictures the names of their files.

    Attributes:
        name: "topic/name".
        key: Content key of the run.
        finished: UTC time, ISO 8601.
        seconds: Wall time of the cells.
        peak_memory_mb: Largest resident memory of the process.
        device: "cpu" or the name of the CUDA device.
        versions: Version of Python and of each package by name.
        data: For each data set read, whether it was "real" or a "stand-in", and the note about it.
        facts: Scalars and flat lists of scalars at the end of the run.
        labels: Label messages drawn, with the Chinese that was used.
        cells: What each code cell left.
        files: What it saved for other snippets: name of the file to its SHA-256.
        text: SHA-256 of the program's text where the program could see it; otherwise empty.
    """

    name: Name
    key: Key
    finished: str
    seconds: float
    peak_memory_mb: float
    device: str
    versions: dict[str, str]
    data: dict[str, dict[str, str]]
    facts: dict[str, Fact]
    labels: dict[str, str]
    cells: dict[CellName, CellResult]
    files: dict[FileName, Digest] = {}
    text: str = ""

    def paths(self) -> Iterator[str]:
        """The places of its pictures and saved files in its folder.

        Raises:
            ValueError: It names another place.
        """
        for name, cell in self.cells.items():
            for number, files in enumerate(cell.figures, 1):
                for language, file in files.items():
                    if language not in LANGUAGES or file != picture(name, number, language):
                        raise ValueError(f"{file!r} is no picture of cell {name!r}")
                    yield file
        yield from (f"{FILES}/{name}" for name in self.files)


class Result(Record, frozen=True):
    """One successful run of one snippet.

    Attributes:
        folder: Where its pictures and files lie; None while they are only in memory.
    """

    folder: Path | None = None

    def output(self, cell: str) -> str:
        """Everything that a cell wrote."""
        return self.cells[cell].output

    def error(self, cell: str) -> str | None:
        """The traceback that a cell raised, as it had to."""
        return self.cells[cell].error

    def file(self, name: str) -> Path:
        """Where a saved file lies."""
        assert self.folder is not None
        return self.folder / FILES / name

    @classmethod
    def read(cls, folder: Path) -> Result:
        """The result in a folder; its pictures are not read yet.

        Raises:
            ValueError: `result.json` is damaged, or names other files than its own.
            OSError: Something that belongs to it is not there.
        """
        record = decode((folder / RECORD).read_text(encoding="utf-8"), Record)
        for file in record.paths():
            (folder / file).stat()
        return cls.of(record, folder)

    @classmethod
    def of(cls, record: Record, folder: Path) -> Result:
        """The result whose pictures and files lie in a folder."""
        cells = {
            name: replace(cell, figures=[Figure(folder, files) for files in cell.figures])
            for name, cell in record.cells.items()
        }
        return cls(**asdict(record) | {"cells": cells, "folder": folder})

    def write(self, folder: Path) -> Record:
        """Writes everything into an empty folder.

        Returns:
            What its `result.json` holds.

        Raises:
            OSError: The disk is full or cannot be written, or a picture or file is gone.
        """
        for name in ("figures", FILES):
            (folder / name).mkdir()
        cells = {}
        for name, cell in self.cells.items():
            figures = []
            for number, figure in enumerate(cell.figures, 1):
                figures.append({language: picture(name, number, language) for language in figure})
                for language, svg in figure.items():
                    (folder / figures[-1][language]).write_text(svg, encoding="utf-8", newline="")
            cells[name] = replace(cell, figures=figures)
        for name in self.files:
            shutil.copyfile(self.file(name), folder / FILES / name)
        record = Record(**{field: getattr(self, field) for field in Record.__struct_fields__} | {"cells": cells})
        (folder / RECORD).write_text(encode(record), encoding="utf-8")
        return record


class Figure(Mapping[str, str]):
    """A picture in each language, whose SVG is read when it is asked for.

    Args:
        folder: The folder of the result.
        files: Language to the place of the SVG in it.
    """

    def __init__(self, folder: Path, files: Mapping[str, str]) -> None:
        self.folder, self.files = folder, files

    def __getitem__(self, language: str) -> str:
        place = self.folder / self.files[language]
        for patience in (0.01, 0.1, 0.0):  # another build may just be putting an equal result in its place
            try:
                with place.open(encoding="utf-8", newline="") as file:
                    return file.read()
            except FileNotFoundError:
                time.sleep(patience)
        remedy = "Build again; another build threw its result out"
        raise CourseError("the picture was taken away", path=place, remedy=remedy)

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def picture(cell: str, number: int, language: str) -> str:
    """The place of a picture in the folder of its result; figures of a cell are counted from 1."""
    return f"figures/{cell}-{number}.{language}.svg"


def encode(value: Struct) -> str:
    """A value as JSON. Python's own writer and reader keep NaN and infinity, which JSON has not."""
    return json.dumps(msgspec.to_builtins(value))


def decode(text: str, kind: type[T]) -> T:
    """The value of a type that was encoded.

    Raises:
        ValueError: It is none of that type.
    """
    try:
        return msgspec.convert(json.loads(text), kind)
    except RecursionError:
        raise ValueError("nested too deep") from None


def non_finite(value: Any) -> bool:
    """Whether a fact is NaN or infinite, or holds such a number."""
    values = value if isinstance(value, list) else [value]
    return any(isinstance(item, float) and not math.isfinite(item) for item in values)
