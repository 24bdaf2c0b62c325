"""From a document to Markdown without directives, in one of the forms that a page is written in."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..errors import CourseError
from .document import SHOWING, WHOLE_SITE, Document, Fence, Row, parse
from .facts import Broken, with_facts
from .material import Material, Place

_CORRECTION = re.compile(r'(?P<head> *[!?]{3}\+? correction )"(?P<old>(?!<del>).+?) → (?P<right>.+)"\s*$')
# Words of fences that are near a directive's name, and are none.
_LANGUAGES = {"python", "bash", "sh", "text", "console", "toml", "yaml", "json", "pycon", "powershell", "html"}

Block = Callable[[], str]
Directive = Callable[[str, int, Place, Material], str]


@dataclass(frozen=True)
class Form:
    """How a page is written.

    Attributes:
        directives: By name, what writes a directive, given its body, the line of that, place and material.
        elements: Whether facts are HTML elements; otherwise they are plain text.
        broken: What stands in place of a directive that cannot be written; without it, the error is raised.
        broken_fact: The same for a fact.
    """

    directives: Mapping[str, Directive]
    elements: bool
    broken: Broken | None = None
    broken_fact: Broken | None = None


def expand(
    document: Document, place: Place, material: Material, form: Form, blocks: Mapping[str, Block] | None = None
) -> str:
    """The Markdown of a page without its directives.

    Args:
        document: The page.
        place: Where it stands.
        material: What it is made from.
        form: How it is written.
        blocks: What the directives about the whole site write, by name; Markdown that may hold directives.

    Raises:
        CourseError: A snippet, cell, figure or fact is unknown, a directive is malformed, or a
            snippet that the page needs failed; unless the form says what stands there instead.
    """
    return "\n".join(_rows(document, place, material, form, blocks or {}))


def _rows(
    document: Document, place: Place, material: Material, form: Form, blocks: Mapping[str, Block]
) -> Iterator[str]:
    for part in document.parts:
        if isinstance(part, Row):
            text = _CORRECTION.sub(r'\g<head>"<del>\g<old></del> → \g<right>"', part.text)
            options = {"elements": form.elements, "maths": part.maths, "broken": form.broken_fact}
            yield with_facts(text, part.line, place, material, **options)
            continue
        try:
            written = _directive(part, place, material, form, blocks)
        except CourseError as error:
            if form.broken is None:
                raise
            written = form.broken(error)
        if written is None:
            yield from part.rows
        else:
            yield from ((part.indent + row).rstrip() for row in written.split("\n"))


def _directive(fence: Fence, place: Place, material: Material, form: Form, blocks: Mapping[str, Block]) -> str | None:
    """What a directive writes; None for a block of code."""
    if fence.word not in form.directives and fence.word not in blocks:
        if meant := _meant(fence.word):
            what, remedy = f"unknown directive `{fence.word}`", f"Did you mean `{meant}`?"
            raise CourseError(what, path=place.path, line=fence.line, remedy=remedy)
        return None
    if not fence.closed:
        raise CourseError("the fence is not closed", path=place.path, line=fence.line, remedy="Close it with ```")
    if fence.word in blocks:
        made = parse(blocks[fence.word](), place.path, fence.line)
        return expand(made, place, material, form)
    return form.directives[fence.word](fence.body, fence.line + 1, place, material)


def _meant(word: str) -> str | None:
    if word in _LANGUAGES or not re.fullmatch(r"[a-z]+", word):
        return None
    return next(iter(difflib.get_close_matches(word, [*SHOWING, *WHOLE_SITE], n=1, cutoff=0.7)), None)
