"""Numbers in prose: `{{ topic/name.fact | .3f }}` and how they are written."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import Any

from ..errors import CourseError, nearest
from ..run.result import Fact, non_finite
from .material import Material, Place

FACT = re.compile(
    r"\{\{ *(?P<name>[a-z0-9_-]+/[a-z0-9_-]+)\.(?P<fact>[A-Za-z]\w*)(?:\[(?P<index>-?\d+)\])?"
    r" *(?:\| *(?P<format>[^}]*?))? *\}\}"
)

_CODE_OR_MATHS = re.compile(r"(`+[^`]*`+|\$\$[^$\n]+\$\$|\$[^$\n]+\$)")

Broken = Callable[[CourseError], str]


def with_facts(
    text: str,
    line: int,
    place: Place,
    material: Material,
    *,
    elements: bool = True,
    maths: bool = False,
    broken: Broken | None = None,
) -> str:
    """A line of a page, or a formula of several, whose facts are written out.

    Args:
        text: The line or lines.
        line: Its number in the file.
        place: Where it stands.
        material: What the page is made from.
        elements: Whether facts become HTML elements; otherwise they are plain text.
        maths: Whether it is a formula of several lines.
        broken: What stands in place of a fact that cannot be written, or of a formula with a fact; without it, the
            error is raised.

    Raises:
        CourseError: A fact is malformed, unknown, not finite, or stands in a formula; or its snippet failed.
    """
    if "{{" not in text:
        return text

    def written(found: re.Match[str]) -> str:
        try:
            return _fact(found[0], line, place, material, elements)
        except CourseError as error:
            if broken is None:
                raise
            return broken(error)

    def formula(latex: str) -> str:
        found = FACT.search(latex)
        if found is None:
            return latex
        at, remedy = line + latex.count("\n", 0, found.start()), "Take it out of the dollar signs"
        error = CourseError("a fact inside a formula", path=place.path, line=at, remedy=remedy)
        if broken is None:
            raise error
        return broken(error)

    if maths:
        latex = text.lstrip(" ")
        return text.removesuffix(latex) + formula(latex)
    parts = _CODE_OR_MATHS.split(text)
    for index, part in enumerate(parts):
        if index % 2 == 0:
            parts[index] = re.sub(r"\{\{.*?\}\}", written, part)
        elif part.startswith("$"):
            parts[index] = formula(part)
    return "".join(parts)


def plain_facts(text: str, line: int, place: Place, material: Material) -> str:
    """A text without markup, such as an alt text, whose facts are written out; arguments as for `with_facts`."""
    return re.sub(r"\{\{.*?\}\}", lambda found: _fact(found[0], line, place, material, False), text)


def _fact(text: str, line: int, place: Place, material: Material, element: bool) -> str:
    match = FACT.fullmatch(text)
    if match is None:
        remedy = "Write {{ topic/name.fact | .3f }}"
        raise CourseError(f"{text} is not a fact", path=place.path, line=line, remedy=remedy)
    result = material.result(material.snippet(match["name"], place.path, line), place.path, line)
    if result is None and match["name"] in material.failures:
        raise material.failures[match["name"]]
    if result is None:
        return f'<span class="fact pending" data-fact="{match["name"]}.{match["fact"]}">…</span>' if element else "…"
    try:
        return fact_html(match, result.facts, plain=not element)
    except CourseError as error:
        raise CourseError(error.what, path=place.path, line=line, remedy=error.remedy) from None


def fact_html(match: re.Match[str], facts: Mapping[str, Fact], plain: bool = False) -> str:
    """The fact that a match of `FACT` names, as inline HTML, or as plain text.

    Raises:
        CourseError: There is no such fact or item, it is not finite, or the format does not suit it.
    """
    name, fact = match["name"], match["fact"]
    if fact not in facts:
        raise CourseError(f"{name} ends without a fact {fact!r}", remedy=nearest(fact, facts))
    value: Any = facts[fact]
    path = fact
    if match["index"] is not None:
        path = f"{fact}[{match['index']}]"
        try:
            value = value[int(match["index"])] if isinstance(value, list) else None
        except IndexError:
            value = None
        if value is None:
            size = f"has {len(facts[fact])} items" if isinstance(facts[fact], list) else "is no list"
            raise CourseError(f"{name}.{path}: {fact} {size}", remedy="Take an index that it has")
    if isinstance(value, list):
        raise CourseError(f"{name}.{fact} is a list of {len(value)}", remedy=f"Quote one item: {fact}[0]")
    if non_finite(value):
        raise CourseError(f"{name}.{path} is {value}", remedy="Prose quotes finite numbers; mend the snippet")
    try:
        text = format(value, match["format"] or "")
    except (ValueError, TypeError) as error:
        raise CourseError(
            f"{name}.{path} = {value!r} cannot be written as {match['format']!r}: {error}",
            remedy="See Python's format specification",
        ) from error
    text = _typeset(text) if isinstance(value, int | float) and not isinstance(value, bool) else text
    if plain:
        return text
    return f'<span class="fact" data-fact="{name}.{path}">{_superscript(html.escape(text))}</span>'


def _typeset(number: str) -> str:
    """A minus sign for the hyphen, and 1e+30 as 1 × 10^30."""
    number = re.sub(r"^-(?=[0.,]*%?$)", "", number)  # what is rounded to zero has no sign
    number = re.sub(r"^-", "−", number)
    if power := re.fullmatch(r"(.+?)e([+-])0*(\d+)", number):
        sign = "−" if power[2] == "-" else ""
        return f"{power[1]} × 10^{sign}{power[3] or '0'}"
    return number


def _superscript(text: str) -> str:
    return re.sub(r"10\^(−?\d+)$", r"10<sup>\1</sup>", text)
