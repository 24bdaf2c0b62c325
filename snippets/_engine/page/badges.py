"""Below a program: links to what a reader can take away, and badges of its run, as HTML."""

from __future__ import annotations

import html

from ..run.result import Result
from ..snippet.source import Snippet
from ..words import TEXTS
from .material import Material, Place


def meta(snippet: Snippet, result: Result | None, place: Place, material: Material, *, notebook: bool = True) -> str:
    """Links to the whole program and the badges of its run, as HTML.

    Args:
        snippet: The snippet.
        result: Its result, if it has one.
        place: Where the HTML will stand.
        material: What the page is made from.
        notebook: Whether to link the notebook's page too; on that page itself the day of the run stands instead.
    """
    texts = TEXTS[place.language]
    base = f"{place.root}snippets/{snippet.name}"
    links = []
    if not snippet.metadata.diagram:  # which nobody is to take away
        links += [f'<a href="{base}{ending}" download>{ending}</a>' for ending in (".py", ".ipynb")]
        if notebook:
            links.append(f'<a href="{base}{place.ending}">{texts["notebook"]}</a>')
        if colab := material.colab.get(place.language):
            links.append(f'<a href="{colab}/{snippet.name}.ipynb" rel="external">Colab</a>')
    badges = []
    if result is not None:
        badges.append(_badge(texts["whole"].format(short_seconds(result.seconds))))
        badges.append(_badge(f"torch {result.versions['torch'].partition('+')[0]}"))
        badges.append(_badge("CPU" if result.device == "cpu" else result.device))
        if not notebook:  # a chapter says it below its title
            badges.append(_badge(result.finished[:10]))
        for name, source in result.data.items():
            kind = source["kind"]
            title = texts["stand-in-title"] if kind == "stand-in" else texts["notes"].get(source["note"], "")
            badges.append(_badge(texts[kind].format(name), kind, title))
    return " ".join(links + badges)


def short_seconds(seconds: float) -> str:
    """Seconds with one digit after the point."""
    return f"{seconds:.1f}" if seconds >= 0.05 else "<0.1"


def _badge(text: str, kind: str = "", title: str = "") -> str:
    return (
        f'<span class="{"badge " + kind if kind else "badge"}"'
        + (f' title="{html.escape(title)}"' if title else "")
        + f">{html.escape(text)}</span>"
    )
