"""What the directives of a page ask for: snippets, cells, captions, looked up and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from ..errors import CourseError, nearest
from ..run.result import Result
from ..snippet.source import Snippet
from .document import Document
from .facts import plain_facts
from .fences import HEAD
from .material import Material, Place

_ALT = re.compile(r"\n[ \t]*\n[ \t]*alt:")


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
    """What a directive `snippet`, `output` or `program` shows; its result is missing where there is none."""

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


@dataclass(frozen=True)
class Figure:
    """What a directive `figure` shows; the facts of its caption and alt text are not written out yet."""

    head: Head
    caption: str
    caption_line: int
    alt: str
    alt_line: int
    result: Result | None


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
    """Reads the directive `program`."""
    head = read_head(body, line, place, material)
    text = material.localized(head.snippet, place.language).text.rstrip("\n")
    return Listing(head, text, material.result(head.snippet, place.path, line))


def read_figure(body: str, line: int, place: Place, material: Material) -> Figure:
    """Reads the directive `figure`."""
    head = read_head(body.partition("\n")[0], line, place, material)
    if len(head.cells) != 1:
        remedy = "Write topic/name.py: cell"
        raise CourseError("a figure needs one cell", path=place.path, line=line, remedy=remedy)
    caption, alt = _texts(body)
    if not caption.strip() or not alt.strip():
        what = f"the figure has no {'alt text' if caption.strip() else 'caption'}"
        remedy = "Write the caption, an empty line, and `alt: what the picture shows`"
        raise CourseError(what, path=place.path, line=line, remedy=remedy)
    alt_line = line + body.count("\n", 0, len(body) - len(alt))
    if below := re.search(r"\n[ \t]*\n\s*\S", alt):
        at, remedy = alt_line + alt.count("\n", 0, below.end()), "Write it above, as a part of the caption"
        raise CourseError("something stands below the alt text", path=place.path, line=at, remedy=remedy)
    caption_line = line + caption[: -len(caption.lstrip())].count("\n")
    result = material.result(head.snippet, place.path, line)
    if result is not None:
        _check_picture(head, result, line, place)
    return Figure(head, caption.strip(), caption_line, " ".join(alt.split()), alt_line, result)


def _check_picture(head: Head, result: Result, line: int, place: Place) -> None:
    cell, snippet = head.cells[0], head.snippet
    count = len(result.cells[cell].figures)
    if not count:
        showing = [name for name, each in result.cells.items() if each.figures]
        what = f"cell {cell!r} of {snippet.name} shows no figure"
        raise CourseError(what, path=place.path, line=line, remedy=nearest(cell, showing))
    if count > 1:
        what = f"cell {cell!r} of {snippet.name} shows {count} figures"
        remedy = "Give each figure a cell of its own"
        raise CourseError(what, path=snippet.path, line=snippet.code[cell].line, remedy=remedy)


def alternatives(document: Document, place: Place, material: Material) -> dict[str, str]:
    """The alt texts that a page gives to figures, by "topic/name:cell"; empty where its facts cannot be written."""
    found = {}
    for fence in document.directives("figure"):
        line = fence.line + 1
        with suppress(CourseError):  # the page itself says it
            head = read_head(fence.body.partition("\n")[0], line, place, material)
            if head.cells:
                name = f"{head.snippet.name}:{head.cells[0]}"
                found[name] = ""
                found[name] = plain_facts(" ".join(_texts(fence.body)[1].split()), line, place, material)
    return found


def _texts(body: str) -> tuple[str, str]:
    """Caption and alt text of a figure, with the blanks around them."""
    rest = body[len(body.partition("\n")[0]) :]
    found = _ALT.search(rest)
    return (rest[: found.start()], rest[found.end() :]) if found else (rest, "")
