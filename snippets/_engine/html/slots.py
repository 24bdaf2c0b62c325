"""Slots written out in the HTML that Markdown made: values as text, directives as blocks.

Where a slot has arrived says how: in text a value is an element, in an attribute and in a comment it is its
characters. Where neither shows what it holds, it is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from ..page.slots import SLOT, Value, read
from .code import block

_PIECE = re.compile(
    rf"""
      <!--.*?-->
    | <(?P<raw>math|script|style|svg|textarea)\b.*?</(?P=raw)>
    | <p>(?P<alone>{SLOT.pattern})(?P<back>(?:&\#160;|\s|<a\ class="footnote-backref".*?</a>)*)</p>
    | <span\ class="err">(?P<marked>{SLOT.pattern})</span>  # what highlights code does not know the characters
    | (?P<tag><[a-zA-Z](?:"[^"]*"|'[^']*'|[^'">])*>)
    | (?P<slot>{SLOT.pattern})
    """,
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""(?P<head>\s(?P<name>[\w:-]+)=)(?P<value>"[^"]*"|'[^']*')""")
_WORDS = re.compile(r"alt|title|aria-label|data-.*")  # attributes that hold text

Refuse = Callable[[int, str, str], str]


def fill(html: str, refuse: Refuse) -> str:
    """The content of a page with its slots written out.

    Args:
        html: What Markdown made.
        refuse: Given the line of a slot that stands where it cannot, what is wrong and the remedy, gives what stands
            in its place, or raises an error.
    """

    def piece(found: re.Match[str]) -> str:
        text = found[0]
        first = SLOT.search(text)
        if first is None:
            return text
        if word := found["alone"]:
            slot = read(word)
            if isinstance(slot, Value):
                return f"<p>{_value(slot)}{found['back']}</p>"
            made = "".join(part if isinstance(part, str) else block(part) for part in slot.parts)
            return made + (f"\n<p>{found['back']}</p>" if found["back"] else "")
        if word := found["slot"] or found["marked"]:
            slot = read(word)
            if isinstance(slot, Value):
                return _value(slot)
            remedy = "Begin its fence where the text around it begins, with an empty line above"
            return refuse(slot.line, "the directive stands where Markdown shows it as code or text", remedy)
        if tag := found["tag"]:
            return _tag(tag, refuse)
        if text.startswith("<!--"):
            return plain(text)
        where = "a formula" if found["raw"] == "math" else f"<{found['raw']}>"
        return refuse(read(first[0]).line, f"a fact inside {where}", "Take it out")

    return _PIECE.sub(piece, html) if "\ufdd0" in html else html


def plain(html: str) -> str:
    """HTML whose slots are values, as their characters."""
    return SLOT.sub(lambda found: escape(getattr(read(found[0]), "plain", "")), html)


def _tag(tag: str, refuse: Refuse) -> str:
    """A tag whose attributes hold values as their characters, as far as they are text."""

    def attribute(found: re.Match[str]) -> str:
        return plain(found[0]) if _WORDS.fullmatch(found["name"]) else found[0]

    filled = _ATTRIBUTE.sub(attribute, tag)
    if left := SLOT.search(filled):
        name = next((each["name"] for each in _ATTRIBUTE.finditer(filled) if SLOT.search(each["value"])), "")
        where = f"the attribute `{name}`" if name else "a tag"
        remedy = "Facts stand in text, and in alt texts and titles"
        return refuse(read(left[0]).line, f"a fact inside {where}", remedy) + SLOT.sub("", filled)
    return filled


def _value(value: Value) -> str:
    text = escape(value.text) + (f"<sup>{value.power}</sup>" if value.power else "")
    if value.kind == "text":
        return text
    classes = {"fact": "fact", "pending": "fact pending", "wrong": "broken"}[value.kind]
    named = f' data-fact="{value.name}"' if value.name else ""
    blanks = ' style="white-space: pre-wrap"' if re.search(r"^ | $|  |\t", value.text) else ""
    return f'<span class="{classes}"{named}{blanks}>{text}</span>'
