"""From a document to Markdown without directives, in one of the forms that a page is written in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..errors import CourseError
from . import slots
from .document import Document, parse
from .facts import facts_of_code, instead, with_facts
from .fences import WHOLE_SITE, Fence, Row, lost, meant
from .material import Material, Place

_CORRECTION = re.compile(r'(?P<head> *[!?]{3}\+? correction )"(?P<old>(?!<del>).+?) → (?P<right>.+)"\s*$')

Block = Callable[[], str]
Directive = Callable[[str, int, Place, Material], str]


@dataclass(frozen=True)
class Form:
    """How a page is written.

    Attributes:
        directives: By name, what writes a directive, given its body, the line of that, place and material.
        broken: What stands in place of what cannot be written; without it, the error is raised. In place of a fact
            stands the error itself.
        apart: Whether what a directive writes needs an empty line above and below it, such as a paragraph does.
    """

    directives: Mapping[str, Directive]
    broken: Callable[[CourseError], str] | None = None
    apart: bool = False


def expand(
    document: Document, place: Place, material: Material, form: Form, blocks: Mapping[str, Block] | None = None
) -> str:
    """The Markdown of a page without its directives and comments; its facts are slots.

    Args:
        document: The page.
        place: Where it stands.
        material: What it is made from.
        form: How it is written.
        blocks: What the directives about the whole site write, by name; Markdown that may hold directives.

    Raises:
        CourseError: A snippet, cell, figure or fact is unknown, a directive is malformed, an id stands twice, or a
            snippet that the page needs failed; unless the form says what stands there instead.
    """
    if document.repeated and form.broken is None:
        raise document.repeated
    return "\n".join(_rows(document, place, material, form, blocks or {}))


def _rows(
    document: Document, place: Place, material: Material, form: Form, blocks: Mapping[str, Block]
) -> Iterator[str]:
    above, apart = "", None  # the last row, and what keeps the next one apart from what a directive wrote
    for part in document.parts:
        rows, indent = _written(part, place, material, form, blocks)
        if not rows:
            continue
        if form.apart and apart is not None and not _is_blank(rows[0]):
            yield apart
        elif form.apart and indent is not None and not _is_blank(above):
            yield indent
        yield from rows
        above, apart = rows[-1], indent


def _written(
    part: Row | Fence, place: Place, material: Material, form: Form, blocks: Mapping[str, Block]
) -> tuple[list[str], str | None]:
    """The rows of a part of a page; of a directive also how an empty row looks around it."""
    served = form.broken is not None
    if isinstance(part, Row):
        return [] if part.kind == "comment" else _row(part, place, material, served).split("\n"), None
    try:
        written = _fence(part, place, material, form, blocks)
    except CourseError as error:
        if form.broken is None:
            raise
        written = form.broken(error)
    if written is None:
        rows = enumerate(part.rows, part.line)
        return [facts_of_code(row, number, place, material, served=served) for number, row in rows], None
    empty = part.indent.rstrip()
    lead = f"{empty} " if part.indent.endswith(">") else part.indent  # a quotation takes a blank for its own
    return [lead + row if row else empty for row in written.split("\n")], empty


def _is_blank(row: str) -> bool:
    return not row.strip(" >\t")


def _row(row: Row, place: Place, material: Material, served: bool) -> str:
    if name := lost(row.text):
        what, remedy = f"`{name}` is no directive here", "Give its fence lines of its own"
        error = CourseError(what, path=place.path, line=row.line, remedy=remedy)
        if not served:
            raise error
        return slots.write(instead(error, row.line))
    text = _CORRECTION.sub(r'\g<head>"<del>\g<old></del> → \g<right>"', row.text)
    return with_facts(text, row.line, place, material, maths=row.kind == "maths", served=served)


def _fence(fence: Fence, place: Place, material: Material, form: Form, blocks: Mapping[str, Block]) -> str | None:
    """What a directive writes; None for a block of code."""
    known = fence.word in form.directives or fence.word in blocks
    name = fence.word if known or fence.word in WHOLE_SITE else meant(fence.word)
    what, remedy, line = "", "", fence.line
    if not fence.closed:
        what, remedy = "the fence is not closed", f"Close it with {fence.ticks}"
    elif fence.swallowed:
        what, line = f"the fence of line {line} is not closed before another directive", fence.swallowed
        remedy = f"Close it with {fence.ticks}, or open it with one tick more"
    elif name and fence.marked:
        what = f"`{name}` behind the mark of a list is no directive"
        remedy = "Give its fence lines of its own, four blanks further in"
    elif name and not known:
        what, remedy = f"unknown directive `{fence.word}`", f"Did you mean `{name}`? An id stands behind file and cell"
    if what:
        raise CourseError(what, path=place.path, line=line, remedy=remedy)
    if fence.word in blocks:
        return expand(parse(blocks[fence.word](), place.path, fence.line), place, material, form)
    return form.directives[fence.word](fence.body, fence.line + 1, place, material) if known else None
