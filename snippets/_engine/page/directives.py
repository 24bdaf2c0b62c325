"""What the directives of a page ask for: snippets and cells, looked up and checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import CourseError, nearest
from ..run.result import Result
from ..snippet.source import Snippet
from .fences import HEAD
from .material import Material, Place


@dataclass(frozen=True)
class Head:
    """The first line of a directive."""

    snippet: Snippet
    cells: list[str]
    id: str | None

    @property
    def stem(self) -> str:
        """The name of the snippet's file without the ending."""
        return self.snippet.name.rpartition("/")[2]

    @property
    def file(self) -> str:
        """The name of the snippet's file."""
        return f"{self.stem}.py"

    def shows(self, line: int) -> bool:
        """Whether it shows a line of the snippet; without cells it shows all."""
        cells = [self.snippet.code[cell] for cell in self.cells]
        return not cells or any(cell.line <= line <= cell.line + cell.source.count("\n") for cell in cells)


@dataclass(frozen=True)
class Listing:
    """What a directive `snippet`, `output`, `program` or `starter` shows; its result is missing where there is none."""

    head: Head
    source: str
    result: Result | None

    @property
    def outputs(self) -> Iterator[tuple[str, bool]]:
        """What the cells printed, and errors; the flag tells them apart."""
        assert self.result
        for cell in self.head.cells:
            if text := self.result.output(cell).rstrip("\n"):
                yield text, False
            if error := self.result.error(cell):
                yield error.rstrip("\n"), True


def read_head(text: str, line: int, place: Place, material: Material) -> Head:
    """Reads the first line of a directive: `topic/name.py: cell cell { #html-id }`.

    Raises:
        CourseError: It is malformed, or there is no such snippet or cell.
    """
    match = HEAD.fullmatch(text.strip())
    if match is None:
        remedy = "Write `topic/name.py: cell { #html-id }`"
        raise CourseError(f"cannot read {text.strip()!r}", path=place.path, line=line, remedy=remedy)
    snippet = material.snippet(match["name"].removesuffix(".py"), place.path, line)
    cells = (match["cells"] or "").split()
    for cell in cells:
        if cell not in snippet.code:
            what = f"{snippet.name} has no cell {cell!r}"
            raise CourseError(what, path=place.path, line=line, remedy=nearest(cell, snippet.code))
    return Head(snippet, cells, match["id"])


def read_listing(body: str, line: int, place: Place, material: Material) -> Listing:
    """Reads the directive `snippet`."""
    head = read_head(body, line, place, material)
    if not head.cells:
        remedy = f"Cells: {', '.join(head.snippet.code)}"
        raise CourseError("names no cell", path=place.path, line=line, remedy=remedy)
    shown = material.localized(head.snippet, place.language).code
    source = "\n\n".join(shown[cell].source for cell in head.cells)
    return Listing(head, source, material.result(head.snippet, place.path, line))


def read_output(body: str, line: int, place: Place, material: Material) -> Listing:
    """Reads the directive `output`."""
    head = read_head(body, line, place, material)
    listing = Listing(head, "", material.result(head.snippet, place.path, line))
    if listing.result and not list(listing.outputs):
        what = f"{body.strip()} printed nothing"
        raise CourseError(what, path=place.path, line=line, remedy="Take the directive out")
    return listing


def read_program(body: str, line: int, place: Place, material: Material) -> Listing:
    """Reads the directive `program` or `starter`."""
    head = read_head(body, line, place, material)
    text = material.localized(head.snippet, place.language).text.rstrip("\n")
    return Listing(head, text, material.result(head.snippet, place.path, line))
