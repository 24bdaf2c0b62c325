"""A page as its author wrote it, read once: front matter, prose, directives and other fences, with their lines.

Directives are fences, so that a code host shows them as they are:

    ``` snippet                              ``` figure
    topic/name.py: cell cell { #html-id }    topic/name.py: cell { #html-id }
    ```                                      Caption.

    ``` output                               alt: What the picture shows.
    topic/name.py: cell                      ```
    ```
                                             ``` program
    {{ topic/name.fact | .3f }}              topic/name.py
                                             ```
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from ..errors import CourseError
from .facts import FACT

FIGURES = ("figure", "live", "steps")
SHOWING = ("snippet", "output", *FIGURES, "program")  # directives that show something of a snippet
WHOLE_SITE = ("verification", "provenance", "editions", "errata", "changes", "glossary")  # or of the whole site

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_OPEN = re.compile(r"(?P<indent> *)(?P<ticks>`{3,}|~{3,})[ \t]*(?P<info>[^`]*)$")
_HEADING = re.compile(r"#{1,6} +(?P<text>.*?) *(?:\{|$)")
_SECTION = re.compile(r"#{1,3} .*\{ *#(?P<id>[\w-]+) *\}")
_ANCHOR = re.compile(r"\{ *#([\w-]+)")
_BOX = re.compile(r'(?P<indent> *)[!?]{3}\+? correction "(?P<title>.+)"\s*$')
_NAMED = re.compile(r"\s*([\w/-]+)\.py")


@dataclass(frozen=True)
class Row:
    """A line outside of fences, or a formula of several lines, which `maths` says."""

    text: str
    line: int
    maths: bool = False


@dataclass(frozen=True)
class Fence:
    """A fence: a directive, if its word is the name of one, or a block of code.

    Attributes:
        word: What stands behind the ticks.
        rows: Its lines with those of the ticks.
        line: The line on which it opens.
        indent: Blanks before the ticks.
        closed: Whether it is closed before the page ends.
    """

    word: str
    rows: tuple[str, ...]
    line: int
    indent: str
    closed: bool

    @cached_property
    def body(self) -> str:
        """What stands between the ticks, without the indent."""
        width = len(self.indent)
        inner = self.rows[1:-1] if self.closed else self.rows[1:]
        return "\n".join(row.lstrip() if row[:width].strip() else row[width:] for row in inner)


@dataclass(frozen=True)
class Correction:
    """A box that corrects something the world gets wrong: title, Markdown, and the section it stands in."""

    title: str
    body: str
    section: str


@dataclass(frozen=True)
class Document:
    """A page.

    Attributes:
        path: Its file.
        text: Its Markdown without the front matter.
        front: The front matter.
        parts: The rows and fences of the text, in order.
        wrong: What is wrong with the front matter.
        lines: The line of the file on which each key of the front matter stands.
    """

    path: Path
    text: str
    front: Mapping[str, Any]
    parts: tuple[Row | Fence, ...]
    wrong: CourseError | None = None
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of its file without the ending."""
        return self.path.stem

    @property
    def title(self) -> str:
        """The title that the front matter gives, or else its name."""
        return str(self.front.get("title") or self.name)

    def directives(self, *words: str) -> Iterator[Fence]:
        """Its directives with one of these names."""
        return (part for part in self.parts if isinstance(part, Fence) and part.word in words)

    @cached_property
    def snippets(self) -> frozenset[str]:
        """Names of the snippets that its directives and facts refer to."""
        showing = list(self.directives(*SHOWING))
        texts = [part.text for part in self.parts if isinstance(part, Row)] + [fence.body for fence in showing]
        found = {match["name"] for text in texts for match in FACT.finditer(text)}
        return frozenset(found | {head[1] for fence in showing if (head := _NAMED.match(fence.body))})

    @cached_property
    def shows_whole_site(self) -> bool:
        """Whether a part of it is made from the whole site."""
        return any(self.directives(*WHOLE_SITE))

    @cached_property
    def anchors(self) -> dict[str, str]:
        """The ids that its text gives to places, each with the heading above it."""
        found, above = {}, self.title
        for part in self.parts:
            if isinstance(part, Row) or part.word in SHOWING:
                text = part.text if isinstance(part, Row) else part.body.partition("\n")[0]
                heading = _HEADING.match(text)
                above = heading["text"] if heading else above
                if anchor := _ANCHOR.search(text):
                    found[anchor[1]] = above
        return found

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """Its boxes of the kind `correction`."""
        lines = self.text.split("\n")
        found, section = [], ""
        for number, line in enumerate(lines):
            if heading := _SECTION.match(line):
                section = heading["id"]
            if box := _BOX.match(line):
                indent = " " * (len(box["indent"]) + 4)
                body = []
                for row in lines[number + 1 :]:
                    if row.strip() and not row.startswith(indent):
                        break
                    body.append(row[len(indent) :])
                found.append(Correction(box["title"], "\n".join(body).strip(), section))
        return tuple(found)

    @cached_property
    def prose(self) -> str:
        """Its words: without fences, formulas and facts."""
        text = "\n".join(part.text for part in self.parts if isinstance(part, Row))
        return re.sub(r"(?s)\$\$.*?\$\$|\$[^$\n]+\$|\{\{.*?\}\}", " ", text)

    @property
    def first(self) -> int:
        """The line of the file on which the text begins."""
        return self.parts[0].line if self.parts else 1


def read(path: Path) -> Document:
    """Reads a page.

    Raises:
        CourseError: It is no UTF-8.
    """
    try:
        return parse(path.read_text(encoding="utf-8"), path)
    except UnicodeDecodeError as error:
        raise CourseError(f"cannot be read: {error}", path=path, remedy="Save it as UTF-8") from error


def parse(text: str, path: Path, line: int | None = None) -> Document:
    """Reads a page from its text.

    Args:
        text: The text with the front matter.
        path: Its file.
        line: The line that all of it stands for, if it was made from one directive.
    """
    found = _FRONT.match(text)
    front, wrong = _front(found[1] if found else "", path)
    body = text[found.end() :] if found else text.removeprefix("\ufeff")
    body = body.lstrip("\n")
    first = text[: len(text) - len(body)].count("\n") + 1
    keys = re.finditer(r"(?m)^(\w+):", found[1]) if found else ()
    lines = {key[1]: 2 + found[1].count("\n", 0, key.start()) for key in keys}
    return Document(path, body, front, tuple(_parts(body.split("\n"), first, line)), wrong, lines)


def _front(text: str, path: Path) -> tuple[Mapping[str, Any], CourseError | None]:
    try:
        front = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = f"the front matter is not valid YAML: {getattr(error, 'problem', error)}"
        line = mark.line + 2 if mark else 1
        return {}, CourseError(what, path=path, line=line, remedy="Mend the line")
    if not isinstance(front, dict) or not front.get("title"):
        remedy = "Write `title:` in its front matter"
        wrong = CourseError("the page has no title", path=path, line=1, remedy=remedy)
        return front if isinstance(front, dict) else {}, wrong
    return front, None


def _parts(lines: list[str], first: int, line: int | None) -> Iterator[Row | Fence]:
    number = 0
    while number < len(lines):
        text = lines[number]
        at = line or first + number
        opening = _OPEN.match(text)
        if opening is None:
            end = _end_of_formula(lines, number)
            yield Row("\n".join(lines[number:end]), at, maths=end > number + 1)
            number = end
            continue
        indent, ticks = opening["indent"], opening["ticks"]
        closing = re.compile(rf" {{0,{len(indent) + 3}}}{re.escape(ticks[0])}{{{len(ticks)},}} *$")
        end = number + 1
        while end < len(lines) and not closing.match(lines[end]):
            end += 1
        yield Fence(opening["info"].strip(), tuple(lines[number : end + 1]), at, indent, end < len(lines))
        number = end + 1


def _end_of_formula(lines: list[str], number: int) -> int:
    """Behind which line the formula ends that a line opens; behind that line itself where it opens none."""
    if lines[number].count("$$") == 1:
        for end in range(number + 1, len(lines)):
            if "$$" in lines[end]:
                return end + 1
            if _OPEN.match(lines[end]):
                break
    return number + 1
