"""A page as the site shows it: directives become HTML elements around slots of code, output and pictures.

`SITE` is for a build, which stops at what is wrong; `SERVED` is for `mkdocs serve`, where it stands at its place on
the page.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from functools import partial

from ..errors import CourseError
from ..run.result import Result
from ..snippet.source import Snippet
from ..words import TEXTS
from . import elements, slots
from .badges import meta
from .directives import Listing, read_head, read_listing, read_output, read_program
from .elements import element
from .expand import Directive, Form
from .facts import plain_facts, with_facts
from .fences import PROGRAMS, default_id
from .figures import Figure, read_figure, read_live, read_steps
from .markdown import wrapped
from .material import Material, Place
from .slots import Code, Html, Part, Value

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


def _meta(snippet: Snippet, result: Result | None, place: Place, material: Material) -> str:
    return elements.line(
        "div", meta(snippet, result, place, material), class_="listing-meta", data_search_exclude="true"
    )


def _figure(body: str, line: int, place: Place, material: Material, *, served: bool) -> str:
    return _pictured(read_figure(body, line, place, material), line, place, material, served)


def _steps(body: str, line: int, place: Place, material: Material, *, served: bool) -> str:
    return _pictured(read_steps(body, line, place, material), line, place, material, served, " steps")


def _live(body: str, line: int, place: Place, material: Material, *, served: bool) -> str:
    figure = read_live(body, line, place, material)
    facts = slots.write(Value(line, json.dumps(figure.facts), kind="text"))
    given = {"data_live": figure.script, "data_facts": facts}
    return _pictured(figure, line, place, material, served, " live", **given)


def _pictured(
    figure: Figure, line: int, place: Place, material: Material, served: bool, classes: str = "", **given: str
) -> str:
    head, cell = figure.head, figure.head.cells[0]
    alt, below = "…", []
    try:
        alt = plain_facts(figure.alt, figure.alt_line, place, material)
    except CourseError as error:
        if not served:
            raise
        below = [broken(error)]
    if figure.result is None:
        pictures = [_absent(head.snippet, place, material)]
    else:
        names = [f"{head.snippet.name}:{cell}:{number}" for number in range(1, figure.pictures + 1)]
        pictures = [[elements.line("div", _slot(name, alt, figure.pictures))] for name in names]
        given["style"] = _size(figure.result.cells[cell].figures[0][place.language])
    rows = enumerate(figure.caption.split("\n"), figure.caption_line)
    caption = "\n".join(with_facts(row, number, place, material, served=served) for number, row in rows)
    shown = [slots.write(Html(line, picture)) for picture in pictures]
    made = wrapped(
        "figure",
        "\n\n".join([*shown, wrapped("figcaption", caption)]),
        depth=4,
        class_="result" + classes,
        id=head.id or default_id("figure", head.stem, head.cells),
        data_snippet=head.snippet.name,
        data_cell=cell,
        **given,
    )
    return "\n\n".join([made, *below])


def _slot(name: str, alt: str, count: int) -> str:
    """The place of a picture; of several, each says which it is."""
    alt = alt if count == 1 else f"{alt} ({name.rpartition(':')[2]}/{count})"
    return f'<span class="figure-slot" data-figure="{name}" data-alt="{html.escape(alt)}"></span>'


def _size(svg: str) -> str:
    """CSS that tells the width and height of a picture, in pixels; empty when it does not say them."""
    size = _SIZE.search(svg)
    return f"--width: {size[1]}; --height: {size[2]}" if size else ""


def embed(page: str, material: Material, language: str) -> str:
    """Puts the pictures into the slots of a finished page."""
    shown: Counter[str] = Counter()

    def picture(slot: re.Match[str]) -> str:
        name, cell, number = slot[1].split(":")
        shown[slot[1]] += 1
        svg = material.results[name].cells[cell].figures[int(number) - 1][language]
        if shown[slot[1]] > 1:
            svg = re.sub(r"<[^>]*>", lambda tag: _ID.sub(rf"\g<0>-{shown[slot[1]]}", tag[0]), svg)
        return svg.replace("<svg ", f'<svg role="img" aria-label="{slot[2]}" ', 1)

    return _SLOT.sub(picture, page)


def _program(body: str, line: int, place: Place, material: Material, *, word: str) -> str:
    program = read_program(body, line, place, material)
    head = program.head
    listing = element(
        "div",
        Code(program.source, "python"),
        _meta(head.snippet, program.result, place, material),
        class_="listing",
        id=head.id or default_id(word, head.stem, []),
        data_snippet=head.snippet.name,
    )
    title = elements.line("summary", TEXTS[place.language][word] + html.escape(head.file))
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
    figures = {"figure": _figure, "live": _live, "steps": _steps}
    written = {name: partial(directive, served=served) for name, directive in figures.items()}
    programs = {word: partial(_program, word=word) for word in PROGRAMS}
    return {"snippet": _listing, "output": _output_only, **programs, **written}


SITE = Form(_directives(served=False), apart=True)
SERVED = Form(
    {name: _with_lacking(directive) for name, directive in _directives(served=True).items()}, broken, apart=True
)
