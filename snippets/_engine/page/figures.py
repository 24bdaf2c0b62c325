"""What the directives `figure`, `live` and `steps` ask for: pictures, caption and alt text, looked up and checked.

``` live
topic/name.py: cell { #html-id }
script: name                        only of `live`: the script that lets the figure move,
facts: w costs                      and the facts that it is given
Caption.

alt: What the picture shows.
```
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from ..errors import CourseError, nearest
from ..run.result import Fact, Result, non_finite
from .directives import Head, read_head
from .document import Document
from .facts import plain_facts
from .fences import FIGURES
from .material import Material, Place

_ALT = re.compile(r"\n[ \t]*\n[ \t]*alt:")
_OPTION = re.compile(r"[ \t]*(script|facts): *(.*?)[ \t]*(?:\n|$)")


@dataclass(frozen=True)
class Figure:
    """What a directive `figure`, `live` or `steps` shows; the facts of its texts are not written out yet.

    Attributes:
        head: Its first line.
        caption: Its caption.
        caption_line: The line on which that begins.
        alt: Its alt text.
        alt_line: The line on which that begins.
        result: What its pictures are taken from; None where there is none.
        script: Name of the script that lets the figure move; empty for others.
        facts: What that script is given.
    """

    head: Head
    caption: str
    caption_line: int
    alt: str
    alt_line: int
    result: Result | None
    script: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def pictures(self) -> int:
        """How many pictures it shows."""
        return len(self.result.cells[self.head.cells[0]].figures) if self.result else 0


def read_figure(body: str, line: int, place: Place, material: Material) -> Figure:
    """Reads the directive `figure`, which shows the one picture of a cell."""
    return _single(_figure(body, line, place, material))


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
    first, _, rest = body.partition("\n")
    options: dict[str, str] = {}
    lines = {"script": line}
    while found := _OPTION.match(rest):
        options[found[1]] = found[2]
        lines[found[1]] = line + len(options)
        rest = rest[found.end() :]
    figure = _single(_figure(f"{first}\n{rest}", line, place, material, len(options)))

    def error(what: str, remedy: str, key: str) -> CourseError:
        return CourseError(what, path=place.path, line=lines[key], remedy=remedy)

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


def alternatives(document: Document, place: Place, material: Material) -> dict[str, str]:
    """The alt texts that a page gives to figures, by "topic/name:cell"; empty where its facts cannot be written."""
    found = {}
    for fence in document.directives(*FIGURES):
        line = fence.line + 1
        with suppress(CourseError):  # the page itself says it
            head = read_head(fence.body.partition("\n")[0], line, place, material)
            if head.cells:
                name = f"{head.snippet.name}:{head.cells[0]}"
                found[name] = ""
                found[name] = plain_facts(" ".join(_texts(fence.body)[1].split()), line, place, material)
    return found


def _figure(body: str, line: int, place: Place, material: Material, skipped: int = 0) -> Figure:
    """Reads a figure; between its first line and its caption, other lines may have been taken out."""
    head = read_head(body.partition("\n")[0], line, place, material)
    if len(head.cells) != 1:
        remedy = "Write topic/name.py: cell"
        raise CourseError("a figure needs one cell", path=place.path, line=line, remedy=remedy)
    caption, alt = _texts(body)
    if not caption.strip() or not alt.strip():
        what = f"the figure has no {'alt text' if caption.strip() else 'caption'}"
        remedy = "Write the caption, an empty line, and `alt: what the picture shows`"
        raise CourseError(what, path=place.path, line=line, remedy=remedy)
    caption_line = line + skipped + caption[: -len(caption.lstrip())].count("\n")
    alt_line = line + skipped + body.count("\n", 0, len(body) - len(alt))
    if below := re.search(r"\n[ \t]*\n\s*\S", alt):
        at, remedy = alt_line + alt.count("\n", 0, below.end()), "Write it above, as a part of the caption"
        raise CourseError("something stands below the alt text", path=place.path, line=at, remedy=remedy)
    result = material.result(head.snippet, place.path, line)
    figure = Figure(head, caption.strip(), caption_line, " ".join(alt.split()), alt_line, result)
    if result is not None and not figure.pictures:
        showing = [name for name, each in result.cells.items() if each.figures]
        what = f"cell {head.cells[0]!r} of {head.snippet.name} shows no figure"
        raise CourseError(what, path=place.path, line=line, remedy=nearest(head.cells[0], showing))
    return figure


def _single(figure: Figure) -> Figure:
    if figure.pictures > 1:
        head, cell = figure.head, figure.head.cells[0]
        what = f"cell {cell!r} of {head.snippet.name} shows {figure.pictures} figures"
        remedy = "Give each figure a cell of its own, or show them with `steps`"
        raise CourseError(what, path=head.snippet.path, line=head.snippet.code[cell].line, remedy=remedy)
    return figure


def _texts(body: str) -> tuple[str, str]:
    """Caption and alt text of a figure, with the blanks around them."""
    rest = body[len(body.partition("\n")[0]) :]
    found = _ALT.search(rest)
    return (rest[: found.start()], rest[found.end() :]) if found else (rest, "")
