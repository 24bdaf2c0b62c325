"""The lines of a page: fences, and rows between them.

A directive is a fence whose word is the name of one; any other fence is a block of code.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

from .markdown import pieces

FIGURES = ("figure", "live", "steps")
PROGRAMS = ("program", "starter")
SHOWING = ("snippet", "output", *FIGURES, *PROGRAMS)  # directives that show something of a snippet
WHOLE_SITE = ("verification", "provenance", "editions", "errata", "changes", "glossary")  # or of the whole site

# The first line of a directive: `topic/name.py: cell cell { #html-id }`.
HEAD = re.compile(r"(?P<name>[\w./-]+?)(?:\.py)?(?:: *(?P<cells>[\w ]+?))? *(?:\{ *#(?P<id>[\w-]+) *\})?$")

_OPEN = re.compile(
    r"(?P<indent>[ \t>]*)(?P<marker>(?:(?:[-*+:]|\d+[.)])[ \t]+)*)(?P<ticks>`{3,}|~{3,})[ \t]*(?P<info>[^`]*)$"
)
_TICKS = re.compile(r"(?:`{3,}|~{3,})(?P<info>[^`~\n]*)")
_WORD = re.compile(r"\{[^}]*?\.(?P<class>[\w-]+)|[\s.]*(?P<word>[\w-]+)")  # `{ #id .word }`, `.word`, `word more`
_ID_BEGINS = {"snippet": "code", **dict.fromkeys(PROGRAMS, "program"), **dict.fromkeys(FIGURES, "fig")}


@dataclass(frozen=True)
class Row:
    """A line outside of fences, or several: a formula or a comment, which `kind` says."""

    text: str
    line: int
    kind: str = ""


@dataclass(frozen=True)
class Fence:
    """A fence.

    Attributes:
        word: What stands behind the ticks.
        rows: Its lines with those of the ticks.
        line: The line on which it opens.
        indent: What stands before the ticks of each line: blanks, signs of quotations.
        closed: Whether it is closed before the page, or the quotation that it stands in, ends.
        marked: Whether the mark of a list or definition stands before it on its first line.
    """

    word: str
    rows: tuple[str, ...]
    line: int
    indent: str
    closed: bool
    marked: bool = False

    @cached_property
    def body(self) -> str:
        """What stands between the ticks, without what stands before each line."""
        inner = self.rows[1:-1] if self.closed else self.rows[1:]
        width = len(self.indent.rpartition(">")[2])
        lines = (_inside(row, self.indent) or "" for row in inner)
        return "\n".join(row.lstrip(" ") if row[:width].strip() else row[width:] for row in lines)

    @cached_property
    def head(self) -> re.Match[str] | None:
        """The first line of a directive, as `HEAD` reads it."""
        return HEAD.fullmatch(self.body.partition("\n")[0].strip())

    @property
    def id(self) -> str | None:
        """The HTML id of what a directive shows."""
        if self.head is None or self.word not in _ID_BEGINS:
            return None
        stem = self.head["name"].removesuffix(".py").rpartition("/")[2]
        return self.head["id"] or default_id(self.word, stem, (self.head["cells"] or "").split())

    @property
    def ticks(self) -> str:
        """What opens it."""
        opening = _OPEN.match(self.rows[0])
        assert opening is not None
        return opening["ticks"]

    @cached_property
    def swallowed(self) -> int | None:
        """The line in it that seems to open a directive: then it was to be closed above."""
        for number, row in enumerate(self.rows[1:], self.line + 1):
            opening = _OPEN.match(row)
            if opening and opening["ticks"].startswith(self.ticks) and _directive(opening["info"].strip()):
                return number
        return None


def default_id(word: str, stem: str, cells: list[str]) -> str:
    """The HTML id of what a directive shows when it gives none.

    Args:
        word: The name of the directive.
        stem: The name of the snippet's file without the ending.
        cells: The cells that it names.
    """
    return "-".join([_ID_BEGINS[word], stem, *cells[:1]]).replace("_", "-")


def parts(lines: list[str], first: int, line: int | None = None) -> Iterator[Row | Fence]:
    """The fences of a text, and its rows, in order.

    Args:
        lines: Its lines.
        first: The number of the first.
        line: The line that all of it stands for, if it was made from one directive.
    """
    number = 0
    while number < len(lines):
        opening = _OPEN.match(lines[number])
        at = line or first + number
        if opening is None:
            end, kind = _end(lines, number)
            yield Row("\n".join(lines[number:end]), at, kind)
            number = end
            continue
        indent, ticks = opening["indent"].expandtabs(4), opening["ticks"]
        room = len((indent + opening["marker"]).expandtabs(4).rpartition(">")[2]) + 3
        closing = re.compile(rf" {{0,{room}}}{re.escape(ticks[0])}{{{len(ticks)},}} *$")
        end, closed = number + 1, False
        while end < len(lines) and not closed and (row := _inside(lines[end], indent)) is not None:
            closed = closing.match(row) is not None
            end += 1
        yield Fence(opening["info"].strip(), tuple(lines[number:end]), at, indent, closed, bool(opening["marker"]))
        number = end


def meant(info: str) -> str | None:
    """The directive that the words behind ticks may mean; None if they name it, or the language of a block of code."""
    found = _WORD.match(info)
    word = (found["class"] or found["word"]).lower() if found else ""
    names = [*SHOWING, *WHOLE_SITE]
    if info in names:
        return None
    begun = [name for name in names if len(word) > 2 and name.startswith(word)]
    near = begun or difflib.get_close_matches(word, names, n=1, cutoff=0.7)
    return near[0] if near and (word in names or not _is_language(word)) else None


def lost(text: str) -> str | None:
    """The directive that ticks within a row seem to open, where no fence can stand."""
    plain = "".join(part for kind, part in pieces(text) if kind == "text")
    words = (_directive(found["info"].strip()) for found in _TICKS.finditer(plain))
    return next(filter(None, words), None)


def _directive(info: str) -> str | None:
    return info if info in (*SHOWING, *WHOLE_SITE) else meant(info)


def _is_language(word: str) -> bool:
    try:
        find_lexer_class_by_name(word)
    except ClassNotFound:
        return False
    return True


def _inside(row: str, indent: str) -> str | None:
    """A line without the signs of the quotations that it stands in; None if they have ended."""
    quoted = re.match(rf"(?:[ \t]*>){{{indent.count('>')}}}([ \t]*)", row)
    return quoted[1].expandtabs(4) + row[quoted.end() :] if quoted else None


def _end(lines: list[str], number: int) -> tuple[int, str]:
    """Behind which line the row ends that a line begins, and its kind; a formula or comment may have several lines."""
    if re.match(r" {0,3}<!--", lines[number]):
        end = next((end for end in range(number, len(lines)) if "-->" in lines[end]), None)
        if end is not None and lines[end].rstrip().endswith("-->"):
            return end + 1, "comment"
    if lines[number].count("$$") == 1:
        for end in range(number + 1, len(lines)):
            if "$$" in lines[end]:
                return end + 1, "maths"
            if _OPEN.match(lines[end]):
                break
    return number + 1, ""
