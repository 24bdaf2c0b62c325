"""Pages made from the whole site: verification, data, errata."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import data as data_sets
from ..errors import CourseError, shown
from ..run.result import non_finite
from ..words import TEXTS
from .render import Material, short_seconds, used_snippets


@dataclass(frozen=True)
class Chapter:
    """A chapter in one language: its page name, title and Markdown."""

    name: str
    title: str
    markdown: str


def chapters(folder: Path, names: list[str]) -> list[Chapter]:
    """Reads chapters in reading order; their title is that of the front matter.

    Raises:
        CourseError: A chapter has no title.
    """
    found = []
    for name in names:
        path = folder / f"{name}.md"
        text = path.read_text(encoding="utf-8")
        title = re.search(r"(?m)^title: *['\"]?(.+?)['\"]? *$", text)
        if title is None:
            raise CourseError("the page has no title", path=path, line=1, remedy="Write `title:` in its front matter")
        found.append(Chapter(name, title[1], text))
    return found


def check_pairs(folder: Path, other: Path) -> None:
    """Sees that every page stands in both languages.

    Args:
        folder: The pages of one language.
        other: Those of the other language.

    Raises:
        CourseError: A page stands in one language only; every such page is named.
    """
    errors = []
    for here, there in ((folder, other), (other, folder)):
        for path in sorted(here.rglob("*.md")):
            missing = there / path.relative_to(here)
            if not missing.exists():
                error = CourseError(
                    "the page stands in one language only", path=path, line=1, remedy=f"Write {shown(missing)} too"
                )
                errors.append(error)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise CourseError("\n".join(map(str, errors)))


def verification(material: Material) -> dict[str, Any]:
    """What `/verification.json` holds: status, cost, environment and facts of every snippet."""
    return {"snippets": [_entry(name, material) for name in sorted({*material.snippets, *material.failures})]}


def _entry(name: str, material: Material) -> dict[str, Any]:
    result = material.results.get(name)
    if result is None:
        failed = name in material.failures
        why = str(material.failures[name]) if failed else material.absent.get(name, "")
        return {"name": name, "status": "failed" if failed else "not run", "reason": why}
    return {
        "name": name,
        "status": "ok",
        "seconds": round(result.seconds, 3),
        "peak_memory_mb": round(result.peak_memory_mb, 1),
        "device": result.device,
        "finished": result.finished,
        "versions": result.versions,
        "data": {each: source["kind"] for each, source in result.data.items()},
        # JSON has no NaN; a snippet that shows a divergence may end with one.
        "facts": {fact: str(value) if non_finite(value) else value for fact, value in result.facts.items()},
    }


def verification_table(material: Material, language: str, pages: list[Chapter]) -> str:
    """The table of the verification page, as Markdown."""
    texts = TEXTS[language]
    users: dict[str, list[Chapter]] = {}
    for page in pages:
        for name in used_snippets(page.markdown):
            users.setdefault(name, []).append(page)
    rows = [_row(texts["verification-head"]), _row(["---"] * len(texts["verification-head"]))]
    for entry in verification(material)["snippets"]:
        name, status = entry["name"], entry["status"]
        title = f"`{name}`" if material.absent.get(name) == "pending" else f"[`{name}`](snippets/{name}.ipynb)"
        cells = [title, f'<span class="status {status.replace(" ", "-")}">{texts["status"][status]}</span>']
        if status == "ok":
            data = ", ".join(f"{each}: {texts['kind'][kind]}" for each, kind in entry["data"].items())
            cells += [
                html.escape(texts["seconds"].format(short_seconds(entry["seconds"]))),
                texts["memory"].format(f"{entry['peak_memory_mb']:.0f}"),
                "CPU" if entry["device"] == "cpu" else entry["device"],
                data or "—",
            ]
        else:
            cells += [html.escape(material.absent.get(name, "")), "", "", ""]
        cells.append(texts["comma"].join(_links(users.get(name, []))))
        rows.append(_row(cells))
    return "\n".join([*rows, "", environment(material, language)])


def _links(pages: list[Chapter]) -> Iterator[str]:
    return (f"[{page.title}]({page.name}.md)" for page in pages)


def environment(material: Material, language: str) -> str:
    """A sentence with the versions of everything that the snippets ran on."""
    versions: dict[str, str] = {}
    for result in material.results.values():
        versions |= result.versions
    found = ", ".join(f"{name} {version}" for name, version in versions.items())
    return TEXTS[language]["versions"].format(found or "—")


def provenance_table(material: Material, language: str) -> str:
    """Which data the runs of this site read, as Markdown."""
    texts = TEXTS[language]
    used: dict[str, dict[str, str]] = {}
    for result in material.results.values():
        used |= result.data
    rows = [_row(texts["provenance-head"]), _row(["---"] * 3)]
    for name in data_sets.NAMES:
        if name in used:
            note = texts["notes"].get(used[name]["note"], "") or "—"
            rows.append(_row([f"`{name}`", texts["kind"][used[name]["kind"]], note]))
        else:
            rows.append(_row([f"`{name}`", "—", texts["unused"]]))
    return "\n".join(rows)


def errata(language: str, pages: list[Chapter]) -> str:
    """Every correction box of the chapters, by chapter, as Markdown."""
    parts = []
    for page in pages:
        found = list(_corrections(page))
        if found:
            parts.append(f"### {page.title} {{ #part-{page.name.replace('_', '-')} }}")
            parts += found
    return "\n\n".join(parts) if parts else TEXTS[language]["no-errata"]


def _corrections(page: Chapter) -> Iterator[str]:
    lines = page.markdown.split("\n")
    section = ""
    for number, line in enumerate(lines):
        if heading := re.match(r"#{1,3} .*\{ *#([\w-]+) *\}", line):
            section = heading[1]
        box = re.match(r'( *)[!?]{3}\+? correction "(.+)"\s*$', line)
        if box is None:
            continue
        indent = len(box[1]) + 4
        body = []
        for row in lines[number + 1 :]:
            if row.strip() and not row.startswith(" " * indent):
                break
            body.append(row[indent:])
        text = re.sub(r"\]\(#", f"]({page.name}.md#", "\n".join(body).strip())
        body = [*text.split("\n"), "", f"[→ {page.title}]({page.name}.md#{section})"]
        yield f'!!! correction "{box[2]}"\n\n' + "\n".join(f"    {row}".rstrip() for row in body)


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"
