"""Tables made from the whole site: what every program did, which data it read, what it ran on."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from typing import Any

from .. import data as data_sets
from ..run.result import non_finite
from ..words import TEXTS
from . import slots
from .badges import short_seconds
from .document import Document
from .markdown import row
from .material import Material


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


def verification_table(material: Material, language: str, pages: Iterable[Document]) -> str:
    """The table of the verification page, as Markdown.

    Args:
        material: What the site is made from.
        language: "zh" or "en".
        pages: The chapters in that language.
    """
    texts = TEXTS[language]
    users: dict[str, list[Document]] = {}
    for page in pages:
        for name in page.snippets:
            users.setdefault(name, []).append(page)
    rows = [row(texts["verification-head"]), row(["---"] * len(texts["verification-head"]))]
    for entry in verification(material)["snippets"]:
        name, status = entry["name"], entry["status"]
        snippet = material.snippets.get(name)
        paged = snippet is not None and not snippet.metadata.diagram and material.absent.get(name) != "pending"
        title = f"[`{name}`](snippets/{name}.ipynb)" if paged else f"`{name}`"
        cells = [title, f'<span class="status {status.replace(" ", "-")}">{texts["status"][status]}</span>']
        if status == "ok":
            data = ", ".join(f"{each}: {texts['kind'][kind]}" for each, kind in entry["data"].items())
            cells += [
                html.escape(texts["seconds"].format(short_seconds(entry["seconds"]))),
                texts["memory"].format(f"{entry['peak_memory_mb']:.0f}"),
                "CPU" if entry["device"] == "cpu" else slots.text(entry["device"]),
                data or "—",
            ]
        else:
            cells += [slots.text(material.absent.get(name, "")), "", "", ""]
        cells.append(texts["comma"].join(_links(users.get(name, []))))
        rows.append(row(cells))
    return "\n".join([*rows, "", environment(material, language)])


def _links(pages: list[Document]) -> Iterator[str]:
    return (f"[{slots.text(page.title)}]({page.name}.md)" for page in pages)


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
    rows = [row(texts["provenance-head"]), row(["---"] * 3)]
    for name in data_sets.NAMES:
        if name in used:
            note = texts["notes"].get(used[name]["note"], "") or "—"
            rows.append(row([f"`{name}`", texts["kind"][used[name]["kind"]], note]))
        else:
            rows.append(row([f"`{name}`", "—", texts["unused"]]))
    return "\n".join(rows)
