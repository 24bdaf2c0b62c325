"""Terms of the glossary in the text of a chapter: each becomes a link to its entry, with the entry's note.

So that pages stay calm, a term is marked only where a section of the second level first mentions it; other
pages than chapters have no marks. Not marked: what the section has explained before, which is after the
heading that the entry names, or after the term alone in bold; and terms in headings, links, code, formulas,
captions, titles of boxes, heads of tables and bold text.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from ..chinese import cut
from ..errors import CourseError
from ..page.markdown import FORMULA
from ..page.slots import SLOT
from .maths import MathsError, to_text

_CLOSED = frozenset(["a", "code", "pre", "kbd", "h1", "h2", "h3", "h4", "h5", "h6", "th", "figcaption", "summary"])
# What Python-Markdown puts aside, formulas, raw HTML, escapes; and slots.
_STASHED = re.compile(rf"(\x02.*?\x03|{SLOT.pattern})")


@dataclass(frozen=True)
class Match:
    """A term in a text."""

    start: int
    end: int
    id: str


class Terms:
    """The terms of a language, found in texts.

    The longest name wins. English ones are whole words, also in the plural, and a hyphen may stand for a
    space; Chinese ones begin and end where words do.

    Args:
        entries: Entries as in `docs/glossary.yml`.
        language: `zh` or `en`.
        path: The file that they come from, which an error names.

    Attributes:
        notes: Note of each term by its id, as plain text.

    Raises:
        CourseError: A note has a formula that cannot be written as plain text.
    """

    def __init__(self, entries: Sequence[dict[str, Any]], language: str, path: Path) -> None:
        self.notes = {entry["id"]: _plain(entry[f"{language}_note"], path) for entry in entries}
        self._entries = entries
        self._ids: dict[str, str | None] = {}
        for entry in entries:
            names = [entry[language], *entry.get(f"{language}_forms", ())]
            names += [entry[key] for key in (f"{language}_also", "short") if key in entry]
            for name in names:
                self._ids |= dict.fromkeys(map(_key, _plurals(name)), entry["id"])
            self._ids |= dict.fromkeys(map(_key, entry.get(f"{language}_not", ())))
        names = sorted(self._ids, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_pattern, names)) or "(?!)", re.IGNORECASE)

    def explained(self, page: str) -> dict[str, list[str]]:
        """The terms that a page explains, by the id of the heading that they stand under."""
        found: dict[str, list[str]] = {}
        for entry in self._entries:
            if entry.get("page") == page and "at" in entry:
                found.setdefault(entry["at"], []).append(entry["id"])
        return found

    def find(self, text: str) -> Iterator[Match]:
        """The terms of a text, from left to right."""
        edges: set[int] | None = None
        position = 0
        while found := self._pattern.search(text, position):
            id = self._ids[_key(found[0])]
            position = found.end()
            if id is not None and not found[0].isascii():
                edges = {0, *accumulate(map(len, cut(text)))} if edges is None else edges
                if not edges.issuperset(found.span()):
                    position = found.start() + 1
                    continue
            if id is not None:
                yield Match(*found.span(), id)


def _key(name: str) -> str:
    return re.sub(r"[-\s]+", " ", name.lower())


def _pattern(key: str) -> str:
    before = r"(?<![a-z0-9_-])" if key[0].isascii() else ""
    after = r"(?![a-z0-9_-])" if key[-1].isascii() else ""
    return before + re.escape(key).replace(r"\ ", r"[-\s]+") + after


def _plurals(name: str) -> Iterator[str]:
    yield name
    if name[-1].isascii():
        yield from (name + "s", name + "es")
        for ending, plural in (("y", "ies"), ("um", "a")):
            if name.endswith(ending):
                yield name.removesuffix(ending) + plural


def _plain(note: str, path: Path) -> str:
    try:
        return re.sub(FORMULA, lambda formula: to_text(formula[1]), note).replace("`", "")
    except MathsError as error:
        raise CourseError(
            str(error),
            path=path,
            line=error.line(path.read_text("utf-8")),
            remedy="Write the note with another formula, or in words",
        ) from error


class _Marker(Treeprocessor):
    def __init__(self, md: Markdown, terms: Terms, page: str, link: str) -> None:
        super().__init__(md)
        self._terms, self._link = terms, link
        self._explained = terms.explained(page)
        self._seen: set[str] = set()

    def run(self, root: etree.Element) -> None:
        self._seen.clear()
        self._walk(root)

    def _walk(self, element: etree.Element) -> None:
        if element.tag == "h2":
            self._seen.clear()
        self._seen.update(self._explained.get(element.get("id", ""), ()))
        if element.tag in _CLOSED or "admonition-title" in element.get("class", "").split():
            return
        if element.tag == "strong":
            text = "".join(element.itertext())
            self._seen.update(match.id for match in self._terms.find(text) if len(text) == match.end - match.start)
            return
        children = list(element)
        element.text = self._mark(element, element.text, 0)
        for child in children:
            self._walk(child)
            child.tail = self._mark(element, child.tail, list(element).index(child) + 1)

    def _mark(self, parent: etree.Element, text: str | None, index: int) -> str | None:
        """Puts links for the terms of a text before a child of its parent; returns what precedes them."""
        links: list[etree.Element] = []
        lead = ""
        for part in _STASHED.split(text or ""):
            position = 0
            for match in () if part.startswith(("\x02", "\ufdd0")) else self._terms.find(part):
                if match.id in self._seen:
                    continue
                self._seen.add(match.id)
                lead = _append(links, lead, part[position : match.start])
                attributes = {"class": "term", "href": f"{self._link}#{match.id}", "title": self._terms.notes[match.id]}
                links.append(etree.Element("a", attributes))
                links[-1].text = part[match.start : match.end]
                position = match.end
            lead = _append(links, lead, part[position:])
        for offset, link in enumerate(links):
            parent.insert(index + offset, link)
        return lead or None


def _append(links: list[etree.Element], lead: str, text: str) -> str:
    if not links:
        return lead + text
    links[-1].tail = (links[-1].tail or "") + text
    return lead


class TermsExtension(Extension):
    """Python-Markdown extension; see the module.

    Args:
        terms: The terms of the page's language.
        page: Name of the chapter, such as `overview`; without one, nothing is marked.
        link: Address of the glossary as Markdown links write it.
    """

    def __init__(self, terms: Terms, page: str, link: str) -> None:
        super().__init__()
        self._arguments = (terms, page, link)

    def extendMarkdown(self, md: Markdown) -> None:
        if self._arguments[1]:
            # After headings have their ids (8), before MkDocs resolves links (0).
            md.treeprocessors.register(_Marker(md, *self._arguments), "terms", 4)


def makeExtension(**settings: Any) -> TermsExtension:
    return TermsExtension(**settings)
