"""A page as the site shows it: directives become HTML elements around code, output and figures.

Figures become empty slots that `html.finish` fills in the finished HTML: a large SVG never passes through the
Markdown parser. `SITE` is for a build, which stops at what is wrong; `SERVED` is for `mkdocs serve`, where it
stands at its place on the page.
"""

from __future__ import annotations

import html
import json
import re

from ..errors import CourseError
from ..run.result import Result
from ..snippet.source import Snippet
from ..words import TEXTS
from .directives import (
    Figure,
    Listing,
    read_figure,
    read_head,
    read_listing,
    read_live,
    read_output,
    read_program,
    read_steps,
)
from .expand import Directive, Form
from .facts import with_facts
from .markdown import code, element, literal
from .material import Material, Place

_SLOT = re.compile(r'<span class="figure-slot" data-figure="([^"]+)" data-alt="([^"]*)"></span>')
_SIZE = re.compile(r'<svg\b[^>]* width="([\d.]+)" height="([\d.]+)"')


def _listing(body: str, line: int, place: Place, material: Material) -> str:
    listing = read_listing(body, line, place, material)
    head = listing.head
    parts = [code(listing.source, "python", title=head.file)]
    parts += _output(listing, place, material)
    parts.append(_meta(head.snippet, listing.result, place, material))
    return element(
        "div.listing",
        "\n\n".join(parts),
        id=head.id or f"code-{head.stem}-{head.cells[0]}".replace("_", "-"),
        depth=4,
        data_snippet=head.snippet.name,
        data_cell=" ".join(head.cells),
    )


def _output(listing: Listing, place: Place, material: Material) -> list[str]:
    if listing.result is None:
        return [_absent(listing.head.snippet, place, material)]
    return [_printed(text, error) for text, error in listing.outputs]


def _printed(text: str, error: bool) -> str:
    return element("div.listing-output" + ".error" * error, code(text, "text", classes=" .no-copy"))


def _output_only(body: str, line: int, place: Place, material: Material) -> str:
    return "\n\n".join(_output(read_output(body, line, place, material), place, material))


def reason(snippet: Snippet, place: Place, material: Material) -> str:
    """Why a snippet has no result, for a reader."""
    texts = TEXTS[place.language]
    if snippet.name in material.failures:
        return f"{texts['failed']}\n\n{material.failures[snippet.name]}"
    why = material.absent.get(snippet.name, "")
    if why == "pending":
        return texts["pending"]
    return texts["no-gpu"] if snippet.metadata.gpu else texts["not-run"].format(why)


def _absent(snippet: Snippet, place: Place, material: Material) -> str:
    text = reason(snippet, place, material)
    if snippet.name in material.failures:
        return _printed(text, True)
    pending = material.absent.get(snippet.name) == "pending"
    return element("div.pending" if pending else "div.pending.absent", html.escape(text))


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
    links = [
        f'<a href="{base}.py" download>.py</a>',
        f'<a href="{base}.ipynb" download>.ipynb</a>',
    ]
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


def _meta(snippet: Snippet, result: Result | None, place: Place, material: Material) -> str:
    return element("div.listing-meta", meta(snippet, result, place, material), raw=True, data_search_exclude="true")


def short_seconds(seconds: float) -> str:
    """Seconds with one digit after the point."""
    return f"{seconds:.1f}" if seconds >= 0.05 else "<0.1"


def _badge(text: str, kind: str = "", title: str = "") -> str:
    return (
        f'<span class="{"badge " + kind if kind else "badge"}"'
        + (f' title="{html.escape(title)}"' if title else "")
        + f">{html.escape(text)}</span>"
    )


def _figure(body: str, line: int, place: Place, material: Material) -> str:
    return _pictured(read_figure(body, line, place, material), line, place, material)


def _steps(body: str, line: int, place: Place, material: Material) -> str:
    return _pictured(read_steps(body, line, place, material), line, place, material, ".steps")


def _live(body: str, line: int, place: Place, material: Material) -> str:
    figure = read_live(body, line, place, material)
    given = {"data_live": figure.script, "data_facts": json.dumps(figure.facts)}
    return _pictured(figure, line, place, material, ".live", **given)


def _pictured(figure: Figure, line: int, place: Place, material: Material, classes: str = "", **given: str) -> str:
    head, cell = figure.head, figure.head.cells[0]
    if figure.result is None:
        pictures = [_absent(head.snippet, place, material)]
    else:
        shown = figure.result.cells[cell].figures
        slots = [
            _slot(f"{head.snippet.name}:{cell}:{number}", figure, len(shown)) for number in range(1, len(shown) + 1)
        ]
        pictures = [element("div", slot, raw=True) for slot in slots]
        given["style"] = _size(shown[0][place.language])
    rows = figure.caption.split("\n")
    caption = "\n".join(with_facts(row, line, place, material) for row in rows)
    return element(
        "figure.result" + classes,
        "\n\n".join([*pictures, element("figcaption", caption)]),
        id=head.id or f"fig-{head.stem}-{cell}".replace("_", "-"),
        depth=4,
        data_snippet=head.snippet.name,
        data_cell=cell,
        **given,
    )


def _slot(name: str, figure: Figure, count: int) -> str:
    """The place of a picture; of several, each says which it is."""
    alt = figure.alt if count == 1 else f"{figure.alt} ({name.rpartition(':')[2]}/{count})"
    return f'<span class="figure-slot" data-figure="{name}" data-alt="{html.escape(alt)}"></span>'


def _size(svg: str) -> str:
    """CSS that tells the width and height of a picture, in pixels; empty when it does not say them."""
    size = _SIZE.search(svg)
    return f"--width: {size[1]}; --height: {size[2]}" if size else ""


def embed(page: str, material: Material, language: str) -> str:
    """Puts the pictures into the slots of a finished page."""

    def picture(slot: re.Match[str]) -> str:
        name, cell, number = slot[1].split(":")
        svg = material.results[name].cells[cell].figures[int(number) - 1][language]
        return svg.replace("<svg ", f'<svg role="img" aria-label="{slot[2]}" ', 1)

    return _SLOT.sub(picture, page)


def _program(body: str, line: int, place: Place, material: Material) -> str:
    program = read_program(body, line, place, material)
    head = program.head
    listing = element(
        "div.listing",
        code(program.source, "python") + "\n\n" + _meta(head.snippet, program.result, place, material),
        id=head.id or f"program-{head.stem}".replace("_", "-"),
        depth=4,
        data_snippet=head.snippet.name,
    )
    options = "type: program\n    attrs: {data-search-exclude: 'true'}"  # the search finds its notebook page
    return f"///// details | {TEXTS[place.language]['program']}{head.file}\n    {options}\n\n{listing}\n\n/////"


def broken(error: CourseError) -> str:
    """An error in place of what it is about."""
    return element("div.broken", f"<pre>{html.escape(str(error))}</pre>", raw=True)


def _broken_fact(error: CourseError) -> str:
    return f'<span class="broken">{literal(" ".join(str(error).split()))}</span>'


def _with_lacking(directive: Directive) -> Directive:
    """Puts what a snippet lacks in Chinese below a directive that shows it."""

    def written(body: str, line: int, place: Place, material: Material) -> str:
        text = directive(body, line, place, material)
        head = read_head(body.partition("\n")[0], line, place, material)
        lacking = material.untranslated.get(head.snippet.name, []) if place.language == "zh" else []
        return "\n\n".join([text, *(broken(error) for at, error in lacking if head.shows(at))])

    return written


_DIRECTIVES = {
    "snippet": _listing,
    "output": _output_only,
    "figure": _figure,
    "live": _live,
    "steps": _steps,
    "program": _program,
}
SITE = Form(_DIRECTIVES, elements=True)
SERVED = Form(
    {name: _with_lacking(directive) for name, directive in _DIRECTIVES.items()},
    elements=True,
    broken=broken,
    broken_fact=_broken_fact,
)
