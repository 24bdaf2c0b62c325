"""Values in text: `{{ topic/name.fact | .3f }}` and how they are written. What a fact holds is text and no markup."""

from __future__ import annotations

import re
import reprlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from unicodedata import category

from ..errors import CourseError, nearest
from ..run.result import Fact, non_finite
from . import slots
from .markdown import pieces
from .material import Material, Place
from .slots import Value

FACT = re.compile(
    r"(?<!\\)\{\{ *(?P<name>[a-z0-9_-]+/[a-z0-9_-]+)\.(?P<fact>[A-Za-z]\w*)(?:\[(?P<index>-?\d+)\])?"
    r" *(?:\| *(?P<format>[^}]*?))? *\}\}"
)

_BRACES = re.compile(r"(?<!\\)\{\{(?:.*?\}\})?")
_KEPT = re.compile(r"\\(?=\{\{ *[a-z0-9_-]+/[a-z0-9_-]+\.)")  # before a fact in code, which shows how one is written


def with_facts(
    text: str, line: int, place: Place, material: Material, *, maths: bool = False, served: bool = False
) -> str:
    """A line of a page, or a formula of several, whose facts are slots.

    Args:
        text: The line or lines.
        line: Its number in the file.
        place: Where it stands.
        material: What the page is made from.
        maths: Whether it is a formula of several lines.
        served: Whether an error stands in place of a fact that cannot be written, or of a formula with a fact;
            otherwise it is raised.

    Raises:
        CourseError: A fact is malformed, unknown, not finite, of several lines, or stands in a formula; or its
            snippet failed.
    """
    if "{{" not in text:
        return text

    def written(found: re.Match[str]) -> str:
        return slots.write(_value(found[0], line, place, material, served))

    def formula(latex: str) -> str:
        found = FACT.search(latex)
        if found is None:
            return latex
        at, remedy = line + latex.count("\n", 0, found.start()), "Take it out of the dollar signs"
        error = CourseError("a fact inside a formula", path=place.path, line=at, remedy=remedy)
        if not served:
            raise error
        return slots.write(instead(error, at))

    if maths:
        latex = text.lstrip(" ")
        return text.removesuffix(latex) + formula(latex)
    made = []
    for kind, part in pieces(text):
        if kind == "text":
            made.append(_BRACES.sub(written, part))
        else:
            made.append(formula(part) if kind == "maths" else facts_of_code(part, line, place, material, served=served))
    return "".join(made)


def facts_of_code(text: str, line: int, place: Place, material: Material, *, served: bool = False) -> str:
    """Code whose facts are slots; braces with something else are its own; arguments as for `with_facts`."""
    made = FACT.sub(lambda found: slots.write(_value(found[0], line, place, material, served)), text)
    return _KEPT.sub("", made)


def plain_facts(text: str, line: int, place: Place, material: Material) -> str:
    """A text without markup, such as an alt text, whose facts are written out; arguments as for `with_facts`."""
    made = _BRACES.sub(lambda found: _found(found[0], line, place, material).plain, text)
    return made.replace(r"\{{", "{{")


def quoted(text: str) -> Iterator[str]:
    """The names of the snippets whose facts a text quotes."""
    return (found["name"] for found in FACT.finditer(text))


def refused(text: str, path: Path, first: int = 1) -> CourseError | None:
    """What is wrong with a text in which no fact can stand, such as that of a feed; None if it quotes none.

    Args:
        text: Lines of a file.
        path: The file.
        first: The number of the first line.
    """
    found = _BRACES.search(text)
    if found is None:
        return None
    line = first + text.count("\n", 0, found.start())
    return CourseError(f"{found[0]} stands where no fact is written out", path=path, line=line, remedy="Write words")


def _value(text: str, line: int, place: Place, material: Material, served: bool) -> Value:
    try:
        return _found(text, line, place, material)
    except CourseError as error:
        if not served:
            raise
        return instead(error, line)


def instead(error: CourseError, line: int) -> Value:
    """An error in place of what cannot be written on a line."""
    return Value(line, " ".join(str(error).split()), kind="wrong")


def _found(text: str, line: int, place: Place, material: Material) -> Value:
    match = FACT.fullmatch(text)
    if match is None:
        remedy = "Write {{ topic/name.fact | .3f }}"
        raise CourseError(f"{text} is not a fact", path=place.path, line=line, remedy=remedy)
    result = material.result(material.snippet(match["name"], place.path, line), place.path, line)
    if result is None and match["name"] in material.failures:
        raise material.failures[match["name"]]
    if result is None:
        return Value(line, "…", name=f"{match['name']}.{match['fact']}", kind="pending")
    try:
        return value(match, result.facts, line)
    except CourseError as error:
        raise CourseError(error.what, path=place.path, line=line, remedy=error.remedy) from None


def value(match: re.Match[str], facts: Mapping[str, Fact], line: int) -> Value:
    """The fact that a match of `FACT` names, as it is written.

    Args:
        match: The match.
        facts: The facts of its snippet.
        line: Where it is quoted.

    Raises:
        CourseError: There is no such fact or item, it is not finite, the format does not suit it, or what it gives
            is no line of text.
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
    except (ValueError, TypeError, OverflowError, MemoryError) as error:
        raise CourseError(
            f"{name}.{path} = {reprlib.repr(value)} cannot be written as {match['format']!r}: {error}",
            remedy="See Python's format specification",
        ) from error
    if any((category(sign) in ("Cc", "Cs", "Zl", "Zp") and sign != "\t") or sign in slots.SIGNS for sign in text):
        remedy = "Quote what is one line of text, or show the output of the snippet"
        raise CourseError(f"{name}.{path} = {text!r} is no line of text", remedy=remedy)
    power = ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        text, power = _typeset(text)
    return Value(line, text, power, f"{name}.{path}")


def _typeset(number: str) -> tuple[str, str]:
    """A minus sign for the hyphen, and 1e+30 as 1 × 10 with the power 30."""
    number = re.sub(r"^-(?=[0.,]*%?$)", "", number)  # what is rounded to zero has no sign
    number = re.sub(r"^-", "−", number)
    if power := re.fullmatch(r"(.+?)e([+-])0*(\d+)", number):
        return f"{power[1]} × 10", f"{'−' if power[2] == '-' else ''}{power[3] or '0'}"
    return number, ""
