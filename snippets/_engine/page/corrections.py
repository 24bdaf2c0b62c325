"""Corrections: those of the world that chapters make, and those of the course itself, as sections and as a feed."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from feedgenerator import Atom1Feed

from ..errors import CourseError, nearest
from ..words import TEXTS
from . import slots
from .document import Document
from .facts import refused

_NEEDED = {"date": datetime.date, "page": str, "at": str, "zh": str, "en": str}
_COLON = {"zh": "：", "en": ": "}


@dataclass(frozen=True)
class Change:
    """One correction.

    Attributes:
        date: Its day.
        page: Name of the page.
        at: Anchor of the place on it.
        texts: What was wrong and what is right, by language.
        path: The file with the list.
        line: Where it stands in it.
    """

    date: datetime.date
    page: str
    at: str
    texts: dict[str, str]
    path: Path
    line: int

    @property
    def id(self) -> str:
        """Its anchor on the page of corrections."""
        return f"change-{self.date}-{self.page.replace('_', '-')}-{self.at}"


class _Loader(yaml.SafeLoader):
    """Keeps the line on which a mapping begins."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[str, Any]:
    return {**loader.construct_mapping(node, deep=True), "line": node.start_mark.line + 1}


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def load(path: Path) -> list[Change]:
    """Reads and checks the list, newest first.

    Raises:
        CourseError: It quotes a fact, is not valid YAML or no list, or an entry lacks a field, has an unknown or a
            wrong one, is out of order, or is there twice.
    """
    text = path.read_text("utf-8")
    if wrong := refused(text, path):  # they stand in a feed too
        raise wrong
    try:
        entries = yaml.load(text, _Loader) or []
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        raise CourseError(f"not valid YAML: {error}", path=path, line=line, remedy="Mend the line") from error
    if not isinstance(entries, list):
        raise CourseError("is no list", path=path, line=1, remedy="Begin each correction with `- date:`")
    changes: list[Change] = []
    for entry in entries:
        change = _change(entry, path)
        if change.id in {other.id for other in changes}:
            what = f"{change.page}#{change.at} was corrected twice on {change.date}"
            raise CourseError(what, path=path, line=change.line, remedy="Make one entry of the two")
        if changes and change.date > changes[-1].date:
            what = f"{change.date} stands below {changes[-1].date}"
            raise CourseError(what, path=path, line=change.line, remedy="Put the newest correction first")
        changes.append(change)
    return changes


def _change(entry: Any, path: Path) -> Change:
    if not isinstance(entry, dict):
        raise CourseError(f"{entry!r} is no correction", path=path, remedy="Begin each correction with `- date:`")
    line = entry.pop("line")
    if lacking := [key for key in _NEEDED if key not in entry]:
        what = f"the correction lacks {', '.join(lacking)}"
        raise CourseError(what, path=path, line=line, remedy="Add what is lacking")
    for key, value in entry.items():
        if key not in _NEEDED:
            raise CourseError(f"unknown field {key!r}", path=path, line=line, remedy=nearest(str(key), _NEEDED))
        if type(value) is not _NEEDED[key] or not value:
            remedy = "Write a day such as 2026-11-23" if key == "date" else "Write a text"
            raise CourseError(f"{key}: {value!r} is not valid", path=path, line=line, remedy=remedy)
    texts = {language: " ".join(entry[language].split()) for language in ("zh", "en")}
    return Change(entry["date"], entry["page"], entry["at"], texts, path, line)


def section(language: str, pages: Sequence[Document], changes: Sequence[Change]) -> str:
    """The corrections as a Markdown list.

    Raises:
        CourseError: A correction names a page or an anchor that is not there.
    """
    colon = _COLON[language]
    rows = []
    for change in changes:
        page, heading = _place(change, pages)
        target = f"[{slots.text(page.title)}{colon}{heading}]({page.name}.md#{change.at})"
        rows.append(f"- **{change.date}**{{ #{change.id} }} {target}\n\n    {change.texts[language]}")
    return "\n\n".join(rows) or TEXTS[language]["no-changes"]


def feed(
    language: str, pages: Sequence[Document], changes: Sequence[Change], home: str, course: str, title: str
) -> str:
    """The corrections as an Atom feed.

    Args:
        language: "zh" or "en".
        pages: The pages that corrections may name, in that language.
        changes: The corrections.
        home: Address of the language's home page.
        course: Name of the course.
        title: Name of the feed.

    Raises:
        CourseError: A correction names a page or an anchor that is not there.
    """
    colon = _COLON[language]
    made = Atom1Feed(
        title=f"{course}{colon}{title}",
        link=f"{home}errata/",
        description="",
        language=language,
        author_name=course,
        feed_url=f"{home}feed.xml",
        feed_guid=f"{home}feed.xml",
    )
    for change in changes:
        page, heading = _place(change, pages)
        day = datetime.datetime.combine(change.date, datetime.time(), datetime.UTC)
        made.add_item(
            title=f"{page.title}{colon}{heading}",
            link=f"{home}{page.name}/#{change.at}",
            description=html.escape(change.texts[language]),  # Atom's type is html
            unique_id=f"{home}errata/#{change.id}",
            pubdate=day,
            updateddate=day,
        )
    return made.writeString("utf-8")


def _place(change: Change, pages: Sequence[Document]) -> tuple[Document, str]:
    """The page that a correction is about, and the heading above its place."""
    known = {page.name: page for page in pages}
    if change.page not in known:
        raise CourseError(
            f"no page is called {change.page!r}", path=change.path, line=change.line, remedy=nearest(change.page, known)
        )
    page = known[change.page]
    if change.at not in page.anchors:
        what = f"{change.page} has no anchor {change.at!r}"
        raise CourseError(what, path=change.path, line=change.line, remedy=nearest(change.at, page.anchors))
    heading = page.anchors[change.at]
    if refused(heading, change.path):
        what = f"the heading above {change.page}#{change.at} quotes a fact, which the feed cannot"
        raise CourseError(what, path=change.path, line=change.line, remedy="Name another anchor")
    return page, heading


def errata(language: str, pages: Sequence[Document]) -> str:
    """Every correction box of the chapters, by chapter, as Markdown."""
    parts = []
    for page in pages:
        if page.corrections:
            parts.append(f"### {slots.text(page.title)} {{ #part-{page.name.replace('_', '-')} }}")
        for box in page.corrections:
            text = re.sub(r"\]\(#", f"]({page.name}.md#", box.body)
            body = [*text.split("\n"), "", f"[→ {slots.text(page.title)}]({page.name}.md#{box.section})"]
            parts.append(f'!!! correction "{box.title}"\n\n' + "\n".join(f"    {row}".rstrip() for row in body))
    return "\n\n".join(parts) if parts else TEXTS[language]["no-errata"]
