"""A page as the site shows it: directives become HTML elements around slots of code, output and pictures.

`SITE` is for a build, which stops at what is wrong; `SERVED` is for `mkdocs serve`, where it stands at its place on
the page.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from functools import partial

from ..errors import CourseError
from ..run.result import Result
from ..snippet.source import Snippet
from ..words import TEXTS
from . import elements, slots
from .directives import Listing, read_figure, read_head, read_listing, read_output, read_program
from .elements import element
from .expand import Directive, Form
from .facts import plain_facts, with_facts
from .fences import default_id
from .markdown import wrapped
from .material import Material, Place
from .slots import Code, Html, Part

_SLOT = re.compile(r'<span class="figure-slot" data-figure="([^"]+)" data-alt="([^"]*)"></span>')
_ID = re.compile(r"""(?<= id=["'])[^"']+|(?<=url\(#)[^)]+|(?<=href=["']#)[^"']+""")
_SIZE = re.compile(r'<svg\b[^>]* width="([\d.]+)" height="([\d.]+)"')


def _listing(body: str, line: int, place: Place, material: Material) -> str:
    listing = read_listing(body, line, place, material)
    head = listing.head
    made = element(
        "div",
        Code(listing.source, "python", head.file),
        *_output(listing, place, material),
        _meta(head.snippet, listing.result, place, material),
        class_="listing",
        id=head.id or default_id("snippet", head.stem, head.cells),
        data_snippet=head.snippet.name,
        data_cell=" ".join(head.cells),
    )
    return slots.write(Html(line, made))


def _output(listing: Listing, place: Place, material: Material) -> list[list[Part]]:
    if listing.result is None:
        return [_absent(listing.head.snippet, place, material)]
    return [_printed(text, error) for text, error in listing.outputs]


def _printed(text: str, error: bool) -> list[Part]:
    return element("div", Code(text, "text", copied=False), class_="listing-output" + " error" * error)


def _output_only(body: str, line: int, place: Place, material: Material) -> str:
    shown = _output(read_output(body, line, place, material), place, material)
    return "\n\n".join(slots.write(Html(line, each)) for each in shown)


def reason(snippet: Snippet, place: Place, material: Material) -> str:
    """Why a snippet has no result, for a reader."""
    texts = TEXTS[place.language]
    if snippet.name in material.failures:
        return f"{texts['failed']}\n\n{material.failures[snippet.name]}"
    why = material.absent.get(snippet.name, "")
    if why == "pending":
        return texts["pending"]
    return texts["no-gpu"] if snippet.metadata.gpu else texts["not-run"].format(why)


def _absent(snippet: Snippet, place: Place, material: Material) -> list[Part]:
    text = reason(snippet, place, material)
    if snippet.name in material.failures:
        return _printed(text, True)
    pending = material.absent.get(snippet.name) == "pending"
    return element("div", f"<p>{html.escape(text)}</p>", class_="pending" if pending else "pending absent")


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
    return elements.line(
        "div", meta(snippet, result, place, material), class_="listing-meta", data_search_exclude="true"
    )


def short_seconds(seconds: float) -> str:
    """Seconds with one digit after the point."""
    return f"{seconds:.1f}" if seconds >= 0.05 else "<0.1"


def _badge(text: str, kind: str = "", title: str = "") -> str:
    return (
        f'<span class="{"badge " + kind if kind else "badge"}"'
        + (f' title="{html.escape(title)}"' if title else "")
        + f">{html.escape(text)}</span>"
    )


def _figure(body: str, line: int, place: Place, material: Material, *, served: bool) -> str:
    figure = read_figure(body, line, place, material)
    head, cell = figure.head, figure.head.cells[0]
    alt, below, style = "…", [], {}
    try:
        alt = plain_facts(figure.alt, figure.alt_line, place, material)
    except CourseError as error:
        if not served:
            raise
        below = [broken(error)]
    if figure.result is None:
        picture = _absent(head.snippet, place, material)
    else:
        name = f"{head.snippet.name}:{cell}"
        slot = f'<span class="figure-slot" data-figure="{name}" data-alt="{html.escape(alt)}"></span>'
        picture = [elements.line("div", slot)]
        style["style"] = _size(figure.result.cells[cell].figures[0][place.language])
    rows = enumerate(figure.caption.split("\n"), figure.caption_line)
    caption = "\n".join(with_facts(row, number, place, material, served=served) for number, row in rows)
    made = wrapped(
        "figure",
        slots.write(Html(line, picture)) + "\n\n" + wrapped("figcaption", caption),
        depth=4,
        class_="result",
        id=head.id or default_id("figure", head.stem, head.cells),
        data_snippet=head.snippet.name,
        data_cell=cell,
        **style,
    )
    return "\n\n".join([made, *below])


def _size(svg: str) -> str:
    """CSS that tells the width and height of a picture, in pixels; empty when it does not say them."""
    size = _SIZE.search(svg)
    return f"--width: {size[1]}; --height: {size[2]}" if size else ""


def embed(page: str, material: Material, language: str) -> str:
    """Puts the pictures into the slots of a finished page."""
    shown: Counter[str] = Counter()

    def picture(slot: re.Match[str]) -> str:
        name, cell = slot[1].split(":")
        shown[slot[1]] += 1
        svg = material.results[name].cells[cell].figures[0][language]
        if shown[slot[1]] > 1:
            svg = re.sub(r"<[^>]*>", lambda tag: _ID.sub(rf"\g<0>-{shown[slot[1]]}", tag[0]), svg)
        return svg.replace("<svg ", f'<svg role="img" aria-label="{slot[2]}" ', 1)

    return _SLOT.sub(picture, page)


def _program(body: str, line: int, place: Place, material: Material) -> str:
    program = read_program(body, line, place, material)
    head = program.head
    listing = element(
        "div",
        Code(program.source, "python"),
        _meta(head.snippet, program.result, place, material),
        class_="listing",
        id=head.id or default_id("program", head.stem, []),
        data_snippet=head.snippet.name,
    )
    title = elements.line("summary", TEXTS[place.language]["program"] + html.escape(head.file))
    # The search finds its notebook page.
    made = element("details", title, listing, class_="program", data_search_exclude="true")
    return slots.write(Html(line, made))


def broken(error: CourseError) -> str:
    """An error in place of what it is about."""
    said = elements.line("pre", html.escape(str(error)))
    return slots.write(Html(error.line or 1, [elements.line("div", said, class_="broken")]))


def _with_lacking(directive: Directive) -> Directive:
    """Puts what a snippet lacks in Chinese below a directive that shows it."""

    def written(body: str, line: int, place: Place, material: Material) -> str:
        text = directive(body, line, place, material)
        head = read_head(body.partition("\n")[0], line, place, material)
        lacking = material.untranslated.get(head.snippet.name, []) if place.language == "zh" else []
        return "\n\n".join([text, *(broken(error) for at, error in lacking if head.shows(at))])

    return written


def _directives(served: bool) -> dict[str, Directive]:
    figure = partial(_figure, served=served)
    return {"snippet": _listing, "output": _output_only, "figure": figure, "program": _program}


SITE = Form(_directives(served=False), apart=True)
SERVED = Form(
    {name: _with_lacking(directive) for name, directive in _directives(served=True).items()}, broken, apart=True
)
