"""What the directives of a page ask for: snippets, cells, captions, looked up and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from ..errors import CourseError, nearest
from ..run.result import Fact, Result, non_finite
from ..snippet.source import Snippet
from .document import FIGURES, Document
from .facts import plain_facts
from .material import Material, Place

_HEAD = re.compile(r"(?P<name>[\w./-]+?)(?:\.py)?(?:: *(?P<cells>[\w ]+?))? *(?:\{ *#(?P<id>[\w-]+) *\})?$")

_OPTION = re.compile(r"(?m)^(script|facts): *(.*?) *$")


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
    """What a directive `figure`, `live` or `steps` shows.

    Attributes:
        head: Its first line.
        caption: Its caption, whose facts are not written out yet.
        alt: Its alt text.
        result: What its pictures are taken from; None where there is none.
        script: Name of the script that lets the figure move; empty for others.
        facts: What that script is given.
    """

    head: Head
    caption: str
    alt: str
    result: Result | None
    script: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def pictures(self) -> int:
        """How many pictures it shows."""
        return len(self.result.cells[self.head.cells[0]].figures) if self.result else 0


def read_head(text: str, line: int, place: Place, material: Material) -> Head:
    """Reads the first line of a directive: `topic/name.py: cell cell { #html-id }`.

    Raises:
        CourseError: It is malformed, or there is no such snippet or cell.
    """
    match = _HEAD.fullmatch(text.strip())
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
    """Reads the directive `figure`, which shows the one picture of a cell."""
    figure = _figure(body, line, place, material)
    if figure.pictures > 1:
        head, cell = figure.head, figure.head.cells[0]
        what = f"cell {cell!r} of {head.snippet.name} shows {figure.pictures} figures"
        remedy = "Give each figure a cell of its own, or show them with `steps`"
        raise CourseError(what, path=head.snippet.path, line=head.snippet.code[cell].line, remedy=remedy)
    return figure


def read_steps(body: str, line: int, place: Place, material: Material) -> Figure:
    """Reads the directive `steps`, which shows the pictures of a cell one after the other."""
    figure = _figure(body, line, place, material)
    if figure.pictures == 1:
        what = f"cell {figure.head.cells[0]!r} of {figure.head.snippet.name} shows one figure"
        raise CourseError(what, path=place.path, line=line, remedy="Show it with `figure`")
    return figure


def read_live(body: str, line: int, place: Place, material: Material) -> Figure:
    """Reads the directive `live`: a figure that a script lets move, and what the script is given.

    Raises:
        CourseError: As for `read_figure`; or there is no such script or fact, or a fact is not finite.
    """
    figure = read_figure(body, line, place, material)
    options = _options(body)

    def error(what: str, remedy: str, key: str) -> CourseError:
        at = next((number for number, row in enumerate(body.split("\n")) if row.startswith(key)), 0)
        return CourseError(what, path=place.path, line=line + at, remedy=remedy)

    script = options.get("script", "")
    if not script:
        raise error("names no script", "Write `script: name` below its first line", "script")
    if script not in material.scripts:
        raise error(f"there is no script {script!r} for moving figures", nearest(script, material.scripts), "script")
    given: dict[str, Fact] = {}
    for name in options.get("facts", "").split() if figure.result else ():
        if name not in figure.result.facts:
            what = f"{figure.head.snippet.name} ends without a fact {name!r}"
            raise error(what, nearest(name, figure.result.facts), "facts")
        given[name] = figure.result.facts[name]
        if non_finite(given[name]):
            raise error(f"{name} is {given[name]}", "Give the script finite numbers", "facts")
    return replace(figure, script=script, facts=given)


def _figure(body: str, line: int, place: Place, material: Material) -> Figure:
    first, _, rest = body.partition("\n")
    head = read_head(first, line, place, material)
    caption, alt = _texts(rest, line, place, material)
    if len(head.cells) != 1:
        remedy = "Write topic/name.py: cell"
        raise CourseError("a figure needs one cell", path=place.path, line=line, remedy=remedy)
    if not caption or not alt:
        what = f"the figure has no {'caption' if not caption else 'alt text'}"
        remedy = "Write the caption, an empty line, and `alt: what the picture shows`"
        raise CourseError(what, path=place.path, line=line, remedy=remedy)
    figure = Figure(head, caption, alt, material.result(head.snippet, place.path, line))
    if figure.result is not None and not figure.pictures:
        showing = [name for name, each in figure.result.cells.items() if each.figures]
        what = f"cell {head.cells[0]!r} of {head.snippet.name} shows no figure"
        raise CourseError(what, path=place.path, line=line, remedy=nearest(head.cells[0], showing))
    return figure


def alternatives(document: Document, place: Place, material: Material) -> dict[str, str]:
    """The alt texts that a page gives to figures, by "topic/name:cell"; empty where its facts cannot be written."""
    found = {}
    for fence in document.directives(*FIGURES):
        line = fence.line + 1
        first, _, rest = fence.body.partition("\n")
        with suppress(CourseError):  # the page itself says it
            head = read_head(first, line, place, material)
            if head.cells:
                name = f"{head.snippet.name}:{head.cells[0]}"
                found[name] = ""
                found[name] = _texts(rest, line, place, material)[1]
    return found


def _texts(text: str, line: int, place: Place, material: Material) -> tuple[str, str]:
    """Caption and alt text of a figure."""
    caption, _, alt = _OPTION.sub("", text).partition("alt:")
    return caption.strip(), plain_facts(" ".join(alt.split()), line, place, material)


def _options(body: str) -> dict[str, str]:
    """What stands below the first line of a directive as `key: value`."""
    return dict(_OPTION.findall(body))
