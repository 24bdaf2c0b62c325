"""Numbers in prose: `{{ topic/name.fact | .3f }}` and how they are written."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from ..errors import CourseError, nearest
from ..run.result import Fact, non_finite

FACT = re.compile(
    r"\{\{ *(?P<name>[a-z0-9_-]+/[a-z0-9_-]+)\.(?P<fact>[A-Za-z]\w*)(?:\[(?P<index>-?\d+)\])?"
    r" *(?:\| *(?P<format>[^}]*?))? *\}\}"
)


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
