"""What a run leaves behind, and the store that keeps it by content."""

from __future__ import annotations

import ast
import contextlib
import dataclasses
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from platform import python_version
from typing import Any

from packaging.requirements import Requirement

from ..data import Provenance
from ..errors import ROOT, CourseError
from ..files import write_atomically
from ..snippet.source import Snippet, syntax_tree

STORE = ROOT / ".cache" / "results"

Scalar = bool | int | float | str
Fact = Scalar | list[Scalar]


@dataclass(frozen=True)
class CellResult:
    """What one cell printed, raised and showed.

    Attributes:
        stdout: Printed text.
        stderr: Text on the error stream.
        error: Traceback of the error that the cell had to raise, or None.
        figures: Shown figures, each a mapping from language to SVG.
        seconds: Wall time.
    """

    stdout: str = ""
    stderr: str = ""
    error: str | None = None
    figures: list[dict[str, str]] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True)
class Result:
    """One successful run of one snippet.

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
    """

    name: str
    key: str
    finished: str
    seconds: float
    peak_memory_mb: float
    device: str
    versions: dict[str, str]
    data: dict[str, dict[str, str]]
    facts: dict[str, Fact]
    labels: dict[str, str]
    cells: dict[str, CellResult]

    def output(self, cell: str) -> str:
        """Everything that a cell printed."""
        return self.cells[cell].stdout + self.cells[cell].stderr

    def error(self, cell: str) -> str | None:
        """The traceback that a cell raised, as it had to."""
        return self.cells[cell].error

    def to_json(self) -> str:
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False, allow_nan=True)

    @classmethod
    def from_json(cls, text: str) -> Result:
        values = json.loads(text)
        values["cells"] = {name: CellResult(**cell) for name, cell in values["cells"].items()}
        return cls(**values)


def versions(snippet: Snippet) -> dict[str, str]:
    """Versions on which a result depends: Python, the course's packages, and the declared ones.

    Raises:
        MissingDependency: A declared dependency is not installed, or not in the version asked for.
    """
    found = {"python": python_version()}
    for package in ("torch", "torchvision", "numpy", "matplotlib"):
        found[package] = _version(package) or "not installed"
    for text in snippet.metadata.dependencies:
        requirement = Requirement(text)
        if requirement.marker is not None and not requirement.marker.evaluate():
            continue
        version = _version(requirement.name)
        if version is None or not requirement.specifier.contains(version, prereleases=True):
            raise MissingDependency(
                f"needs {text}, {'which is not installed' if version is None else f'{version} is installed'}",
                path=snippet.path,
                remedy=f"pip install '{text}'",
            )
        found[requirement.name] = version
    return found


class MissingDependency(CourseError):
    """A package that a snippet declares is not installed here."""


@lru_cache
def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def key(snippet: Snippet, data: Mapping[str, Provenance]) -> str:
    """The content key of a run: what its result depends on, comments and layout aside.

    The translations of its labels belong to it too; which labels there are is known only after a run,
    so they are compared when a result is read (see `Store.get`).
    """
    content = {
        "engine": _engine_digest(),
        # A traceback quotes lines and their numbers, so there comments and layout count.
        "code": [
            (cell.name, cell.line, cell.source)
            if snippet.metadata.raises
            else (cell.name, ast.dump(syntax_tree(cell, snippet.path)))
            for cell in snippet.code.values()
        ],
        "metadata": dataclasses.asdict(snippet.metadata),
        "data": {name: (source.kind, source.digest) for name, source in sorted(data.items())},
        "versions": versions(snippet),
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]


@lru_cache
def _engine_digest() -> str:
    """Digest of the modules that decide what a run leaves."""
    folder = Path(__file__).parents[1]
    files = ("run/inside/cells.py", "run/inside/figures.py", "snippet/labels.py", "run/results.py")
    return hashlib.sha256(b"".join((folder / file).read_bytes() for file in files)).hexdigest()


class Store:
    """Results on disk, one file each, written whole or not at all.

    Args:
        folder: Where they lie: `<folder>/<topic>/<name>/<key>.json`.
        keep: How many results of one snippet are kept; the least recently used go first.
    """

    def __init__(self, folder: Path = STORE, keep: int = 4) -> None:
        self.folder, self.keep = folder, keep

    def get(self, name: str, key: str, translations: Mapping[str, str]) -> Result | None:
        """The stored result with this key whose labels were drawn with these translations."""
        path = self._path(name, key)
        try:
            result = Result.from_json(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (ValueError, TypeError, KeyError, AttributeError):
            path.unlink(missing_ok=True)  # written by another version, or damaged
            return None
        if any(translations.get(message, "") != used for message, used in result.labels.items()):
            return None
        with contextlib.suppress(FileNotFoundError):  # another build may have thrown it out
            os.utime(path)
        return result

    def put(self, result: Result) -> None:
        """Stores a result.

        Raises:
            CourseError: The disk is full or cannot be written.
        """
        path = self._path(result.name, result.key)
        try:
            write_atomically(path, result.to_json())
        except OSError as error:
            raise CourseError(
                f"the result of {result.name} cannot be stored: {error.strerror}",
                path=path,
                remedy="Free some disk space and run again",
            ) from error
        files = sorted(path.parent.glob("*.json"), key=_modified, reverse=True)
        for file in files[self.keep :]:
            file.unlink(missing_ok=True)

    def _path(self, name: str, key: str) -> Path:
        return self.folder / name / f"{key}.json"


def _modified(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:  # another build has thrown it out
        return 0.0


def non_finite(value: Any) -> bool:
    """Whether a fact is NaN or infinite, or holds such a number."""
    values = value if isinstance(value, list) else [value]
    return any(isinstance(item, float) and item - item != 0 for item in values)
