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
from .facts import quoted, refused
from .fences import SHOWING, WHOLE_SITE, Fence, Row, parts
from .markdown import pieces

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"#{1,6} +(?P<text>.*?) *(?:\{:? *[#.][^{}]*\} *)?$")
_SECTION = re.compile(r"#{1,3} .*\{ *#(?P<id>[\w-]+) *\}")
_ID = re.compile(r"(?<!\{)\{:? *(?:[^{}#]* )?#([\w-]+)[^{}]*\}|<[a-zA-Z][^<>]*? id=[\"']?([\w-]+)")
_BOX = re.compile(r'(?P<indent> *)[!?]{3}\+? correction "(?P<title>.+)"\s*$')


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

    @property
    def rows(self) -> Iterator[Row]:
        """What stands between its fences, without comments."""
        return (part for part in self.parts if isinstance(part, Row) and part.kind != "comment")

    @cached_property
    def snippets(self) -> frozenset[str]:
        """Names of the snippets that its directives and facts refer to."""
        shown = (fence.head["name"].removesuffix(".py") for fence in self.directives(*SHOWING) if fence.head)
        texts = [row.text for row in self.rows] + [part.body for part in self.parts if isinstance(part, Fence)]
        return frozenset(shown).union(*map(quoted, texts))

    @cached_property
    def shows_whole_site(self) -> bool:
        """Whether a part of it is made from the whole site."""
        return any(self.directives(*WHOLE_SITE))

    @cached_property
    def anchors(self) -> dict[str, str]:
        """The ids that its text gives to places, each with the heading above it."""
        return {id: heading for id, _, heading in self._ids()}

    @cached_property
    def repeated(self) -> CourseError | None:
        """What is wrong with its ids: one that it gives twice."""
        lines: dict[str, int] = {}
        for id, line, _ in self._ids():
            if id in lines:
                what = f"the id {id!r} stands twice on the page, first on line {lines[id]}"
                remedy = "Give one of the two another: `{ #id }` behind a heading, or behind the file and cell"
                return CourseError(what, path=self.path, line=line, remedy=remedy)
            lines[id] = line
        return None

    def _ids(self) -> Iterator[tuple[str, int, str]]:
        """The ids that its text gives, with their lines and the headings above them."""
        above = self.title
        for part in self.parts:
            if isinstance(part, Fence):
                if part.id:
                    yield part.id, part.line + 1, above
            elif not part.kind:
                heading = _HEADING.match(part.text)
                above = heading["text"] if heading else above
                text = "".join(piece for kind, piece in pieces(part.text) if kind == "text")
                yield from ((found[1] or found[2], part.line, above) for found in _ID.finditer(text))

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
        rows = (row.text if row.kind != "maths" else re.sub(r"(?s)\$\$.*?\$\$", " ", row.text) for row in self.rows)
        words = ("".join(part if kind != "maths" else " " for kind, part in pieces(row)) for row in rows)
        return re.sub(r"\{\{.*?\}\}", " ", "\n".join(words))

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
    wrong = (refused(found[1], path, 2) if found else None) or wrong
    body = text[found.end() :] if found else text.removeprefix("\ufeff")
    body = body.lstrip("\n")
    first = text[: len(text) - len(body)].count("\n") + 1
    keys = re.finditer(r"(?m)^(\w+):", found[1]) if found else ()
    lines = {key[1]: 2 + found[1].count("\n", 0, key.start()) for key in keys}
    return Document(path, body, front, tuple(parts(body.split("\n"), first, line)), wrong, lines)


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
