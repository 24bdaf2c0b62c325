"""The glossary pages: one list of terms, `docs/glossary.yml`, as Markdown in either language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from ..errors import CourseError, nearest
from .facts import refused

NEEDED = {"id", "zh", "en", "zh_note", "en_note"}
OPTIONAL = {"page", "at", "short"} | {
    f"{language}_{kind}" for language in ("zh", "en") for kind in ("also", "forms", "not")
}
FIRST_USE = {"zh": "首次讲到：[{title}]({target})。", "en": "First explained in [{title}]({target})."}
LATER = {"zh": ("后面的部分", "后面的部分会讲到。"), "en": ("Later parts", "A later part explains it.")}
ALSO = {"zh": "也叫{}。", "en": "Also called {}. "}


def glossary(language: str, titles: Mapping[str, str], terms: list[dict], path: Path) -> str:
    """Markdown of the glossary: a section for each part, a heading with an id for each term.

    Terms that name no page come last: they belong to parts that are not written yet.

    Args:
        language: `zh` or `en`; the other one stands small beside each term.
        titles: page name to its title in this language, `{"overview": "概论"}`, in reading order.
        terms: entries as in `docs/glossary.yml`.
        path: the file they come from.

    Raises:
        CourseError: a term names a page that is not in `titles`.
    """
    other = "en" if language == "zh" else "zh"
    lines: list[str] = []
    groups = {**titles, "later": LATER[language][0]}
    for page, title in groups.items():
        group = [term for term in terms if term.get("page", "later") == page]
        if group:
            lines += [f"## {title} {{ #part-{page.replace('_', '-')} }}", ""]
        for term in group:
            names = f'{term[language]} <small lang="{other}">{term[other]}</small>'
            if term[language] == term[other]:
                names = term[language]
            if "short" in term:
                names += f" <small>{term['short']}</small>"
            also = ALSO[language].format(term[f"{language}_also"]) if f"{language}_also" in term else ""
            target = f"{page}.md#{term['at']}" if "at" in term else f"{page}.md"
            first = FIRST_USE[language].format(title=title, target=target) if "page" in term else LATER[language][1]
            space = "" if language == "zh" else " "
            lines += [f"### {names} {{ #{term['id']} }}", "", f"{term[f'{language}_note']}{space}{also}{first}", ""]
    if unknown := sorted({term["page"] for term in terms if "page" in term} - set(titles)):
        raise CourseError(f"no page called {', '.join(unknown)}", path=path, remedy=nearest(unknown[0], titles))
    return "\n".join(lines)


def load(path: Path) -> list[dict]:
    """Reads and checks the list of terms.

    Raises:
        CourseError: it quotes a fact or is not valid YAML, or a term lacks a field, has an unknown one or repeats an
            id.
    """
    text = path.read_text("utf-8")
    if wrong := refused(text, path):  # notes stand in titles of links too
        raise wrong
    try:
        terms = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        raise CourseError(f"not valid YAML: {error}", path=path, line=line, remedy="Mend the line") from error
    seen: set[str] = set()
    for number, term in enumerate(terms, 1):
        if lacking := NEEDED - set(term):
            what = f"term {number} ({term.get('id')}) lacks {', '.join(sorted(lacking))}"
            raise CourseError(what, path=path, remedy="Add what is lacking")
        if unknown := sorted(set(term) - NEEDED - OPTIONAL):
            what = f"{term['id']} has a field {unknown[0]!r}"
            raise CourseError(what, path=path, remedy=nearest(unknown[0], NEEDED | OPTIONAL))
        if term["id"] in seen:
            raise CourseError(f"{term['id']} stands there twice", path=path, remedy="Give one of them another id")
        seen.add(term["id"])
    return terms


def names(term: Mapping[str, Any]) -> list[str]:
    """Every name of a term, in both languages."""
    return [term[key] for key in ("zh", "en", "zh_also", "en_also", "short") if key in term]
