"""Below a chapter's title: which part it is, how long it takes, when and on what its results were made."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..run.result import Result
from ..words import TEXTS
from .render import Material, used_snippets

PARTS = 13
# Chinese characters and English words a minute, of someone who also looks at code and formulas: an estimate.
_PER_MINUTE = {"zh": 260, "en": 200}


def standing(name: str, number: int, markdown: str, material: Material, language: str, table: str) -> str:
    """HTML of the lines below the title of a chapter.

    Args:
        name: The chapter's page.
        number: Which part of the course it is.
        markdown: The chapter's text with its directives.
        material: The results it shows.
        language: "zh" or "en".
        table: Address of the table of all results.
    """
    texts = TEXTS[language]
    results = [material.results[each] for each in sorted(used_snippets(markdown)) if each in material.results]
    minutes = reading_minutes(markdown, language)
    seconds = round(sum(result.seconds for result in results))
    items = [texts["standing"].format(number, PARTS), texts["reading"].format(minutes)]
    if results:
        items.append(f'<a href="{table}">{texts["running"].format(len(results), seconds)}</a>')
    lines = [f'<span class="part-of">{"</span> <span>".join(items)}</span>']
    if results:
        lines.append(f'<span class="made">{made(results, language)}</span>')
    return f'<div class="standing" data-part="{name}" data-search-exclude="true">{" ".join(lines)}</div>'


def reading_minutes(markdown: str, language: str) -> int:
    """Minutes to read a chapter's prose, at least one; listings and formulas are not counted."""
    prose = re.sub(r"(?ms)\A---\n.*?^---$|^ *(`{3,}).*?^ *\1|\$\$.*?\$\$|\$[^$\n]+\$|\{\{.*?\}\}", " ", markdown)
    units = re.findall(r"[\u4e00-\u9fff]", prose) if language == "zh" else []
    units += re.findall(r"[A-Za-z][\w'’-]*", re.sub(r"\]\([^)]*\)|\{[^}]*\}", " ", prose))
    return max(1, round(len(units) / _PER_MINUTE[language]))


def made(results: Iterable[Result], language: str) -> str:
    """When and with what results were made: day or days, device, and versions."""
    results = list(results)
    days = sorted({result.finished[:10] for result in results})
    devices = sorted({"CPU" if result.device == "cpu" else result.device for result in results})
    torch = sorted({result.versions["torch"].partition("+")[0] for result in results})
    python = sorted({result.versions["python"] for result in results})
    when = days[0] if len(days) == 1 else f"{days[0]} – {days[-1]}"
    return TEXTS[language]["made"].format(when, ", ".join(devices), ", ".join(torch), ", ".join(python))
