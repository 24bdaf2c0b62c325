"""From Markdown with directives to plain Markdown: pure functions, nothing is executed here.

Directives are fences, so that a code host shows them as they are:

    ``` snippet                              ``` figure
    topic/name.py: cell cell { #html-id }    topic/name.py: cell { #html-id }
    ```                                      Caption.

    ``` output                               alt: What the picture shows.
    topic/name.py: cell                      ```
    ```
                                             ``` program
    {{ topic/name.fact | .3f }}              topic/name.py
                                             ```

The Markdown that comes out uses pymdownx.blocks.html for elements, so that it may stand indented inside
an admonition. Figures become empty slots that `embed` fills in the finished HTML: a large SVG never
passes through the Markdown parser.
"""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import CourseError, nearest
from ..html import lean
from ..run.result import Result
from ..snippet.source import Snippet
from ..snippet.translation import localized
from ..words import TEXTS
from .facts import FACT, fact_html

_OPEN = re.compile(r"(?P<indent> *)(?P<ticks>`{3,}|~{3,})[ \t]*(?P<info>[^`]*)$")
_HEAD = re.compile(r"(?P<name>[\w./-]+?)(?:\.py)?(?:: *(?P<cells>[\w ]+?))? *(?:\{ *#(?P<id>[\w-]+) *\})?$")
_CORRECTION = re.compile(r'(?P<head> *[!?]{3}\+? correction )"(?P<old>(?!<del>).+?) → (?P<right>.+)"\s*$')
_SLOT = re.compile(r'<span class="figure-slot" data-figure="([^"]+)" data-alt="([^"]*)"></span>')


@dataclass(frozen=True)
class Material:
    """What pages are made from.

    Attributes:
        snippets: Parsed snippets by name.
        results: Up-to-date results by name.
        chinese: English comment or label to Chinese.
        absent: Why a snippet has no result: "pending", or the reason for a reader.
        failures: Errors of snippets that failed; a page that needs one shows it, or the build stops.
        colab: Address of the notebooks' folder on Colab for each language; empty when not published.
    """

    snippets: Mapping[str, Snippet]
    results: Mapping[str, Result]
    chinese: Mapping[str, str]
    absent: Mapping[str, str] = field(default_factory=dict)
    failures: Mapping[str, CourseError] = field(default_factory=dict)
    colab: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """Where the text being rendered stands.

    Attributes:
        path: Its file, for errors.
        language: "zh" or "en".
        root: Relative address of the language's root, such as "../".
        ending: How the address of a page ends.
        offset: Lines of the file before the text.
    """

    path: Path
    language: str
    root: str = ""
    ending: str = "/"
    offset: int = 0


Block = Callable[[str], str]
Directive = Callable[[str, int, Place, Material], str]


@dataclass(frozen=True)
class Form:
    """How a page is written.

    Attributes:
        directives: By name, what writes a directive, given its body, the line of that, place and material.
        elements: Whether facts are HTML elements; otherwise they are plain text.
    """

    directives: Mapping[str, Directive]
    elements: bool


def expand(
    markdown: str,
    place: Place,
    material: Material,
    blocks: Mapping[str, Block] | None = None,
    form: Form | None = None,
) -> str:
    """Replaces every directive of a page.

    Args:
        markdown: The page's text.
        place: Where it stands.
        material: What it is made from.
        blocks: More directives by name; each gets the fence's body and returns Markdown.
        form: How it is written; by default as a page of the site.

    Raises:
        CourseError: A snippet, cell, figure or fact is unknown, a directive is malformed, or a
            snippet that the page needs failed.
    """
    return "\n".join(_lines(markdown, place, material, blocks or {}, form or PAGE))


def embed(page: str, material: Material, language: str) -> str:
    """Puts the pictures into the slots of a finished page."""

    def picture(slot: re.Match[str]) -> str:
        name, cell = slot[1].split(":")
        svg = material.results[name].cells[cell].figures[0][language]
        return svg.replace("<svg ", f'<svg role="img" aria-label="{slot[2]}" ', 1)

    return _SLOT.sub(picture, page)


def alternatives(markdown: str, place: Place, material: Material) -> dict[str, str]:
    """The alt texts that a page gives to figures, by "topic/name:cell"."""
    found = {}
    for fence in re.finditer(r"(?ms)^ *``` *figure *\n(.*?)^ *```", markdown):
        line = markdown.count("\n", 0, fence.start()) + 2 + place.offset
        first, _, rest = fence[1].partition("\n")
        head = _head(first, line, place, material)
        if head.cells:
            found[f"{head.snippet.name}:{head.cells[0]}"] = _alt(rest, line, place, material)[1]
    return found


def _alt(text: str, line: int, place: Place, material: Material) -> tuple[str, str]:
    """Caption and alt text of a figure."""
    caption, _, alt = text.partition("alt:")
    alt = re.sub(r"\{\{.*?\}\}", lambda found: _fact(found[0], line, place, material, False), " ".join(alt.split()))
    return caption.strip(), alt


def used_snippets(markdown: str) -> set[str]:
    """Names of the snippets that a page's directives and facts refer to."""
    found = {match["name"] for match in FACT.finditer(markdown)}
    for fence in re.finditer(r"(?m)^ *```+ *(?:snippet|figure|output|program) *\n *([\w/-]+)\.py", markdown):
        found.add(fence[1])
    return found


def _lines(markdown: str, place: Place, material: Material, blocks: Mapping[str, Block], form: Form) -> Iterator[str]:
    lines = markdown.split("\n")
    number = 0
    maths = False
    while number < len(lines):
        line = lines[number]
        fence = _OPEN.match(line)
        if fence is None:
            if line.strip() == "$$" or (line.count("$$") == 1):
                maths = not maths
            line = _CORRECTION.sub(r'\g<head>"<del>\g<old></del> → \g<right>"', line)
            yield facts(line, number + 1 + place.offset, place, material, form.elements, maths)
            number += 1
            continue
        end = number + 1
        indent, ticks = len(fence["indent"]), fence["ticks"]
        closing = re.compile(rf" {{0,{indent + 3}}}{re.escape(ticks[0])}{{{len(ticks)},}} *$")
        while end < len(lines) and not closing.match(lines[end]):
            end += 1
        name = fence["info"].strip()
        at = number + 1 + place.offset
        if name in form.directives or name in blocks:
            if end == len(lines):
                raise CourseError("the fence is not closed", path=place.path, line=at, remedy="Close it with ```")
            inner = lines[number + 1 : end]
            body = "\n".join(row.lstrip() if row[:indent].strip() else row[indent:] for row in inner)
            if name in blocks:
                text = expand(blocks[name](body), place, material, form=form)
            else:
                text = form.directives[name](body, at + 1, place, material)
            yield from ((fence["indent"] + row).rstrip() for row in text.split("\n"))
        elif meant := _meant(name, form, blocks):
            remedy = f"Did you mean `{meant}`?"
            raise CourseError(f"unknown directive `{name}`", path=place.path, line=at, remedy=remedy)
        else:
            yield from lines[number : end + 1]
        number = end + 1


_LANGUAGES = {"python", "bash", "sh", "text", "console", "toml", "yaml", "json", "pycon", "powershell", "html"}


def _meant(word: str, form: Form, blocks: Mapping[str, Block]) -> str | None:
    if word in _LANGUAGES or not re.fullmatch(r"[a-z]+", word):
        return None
    return next(iter(difflib.get_close_matches(word, [*form.directives, *blocks], n=1, cutoff=0.7)), None)


def facts(line: str, number: int, place: Place, material: Material, elements: bool, maths: bool = False) -> str:
    """A line whose facts are written out, as HTML elements or as plain text."""
    if "{{" not in line:
        return line
    parts = re.split(r"(`+[^`]*`+|\$[^$\n]+\$)", line)
    for index, part in enumerate(parts):
        if index % 2 and part.startswith("`"):
            continue
        if (index % 2 or maths) and "{{" in part:
            if FACT.search(part):
                raise CourseError(
                    "a fact inside a formula", path=place.path, line=number, remedy="Take it out of the dollar signs"
                )
            continue
        parts[index] = re.sub(r"\{\{.*?\}\}", lambda found: _fact(found[0], number, place, material, elements), part)
    return "".join(parts)


def _fact(text: str, line: int, place: Place, material: Material, element: bool) -> str:
    match = FACT.fullmatch(text)
    if match is None:
        raise CourseError(
            f"{text} is not a fact", path=place.path, line=line, remedy="Write {{ topic/name.fact | .3f }}"
        )
    snippet = _snippet(match["name"], line, place, material)
    result = _result(snippet, line, place, material)
    if result is None:
        return f'<span class="fact pending" data-fact="{match["name"]}.{match["fact"]}">…</span>' if element else "…"
    try:
        return fact_html(match, result.facts, plain=not element)
    except CourseError as error:
        raise CourseError(error.what, path=place.path, line=line, remedy=error.remedy) from None


def _snippet(name: str, line: int, place: Place, material: Material) -> Snippet:
    if name not in material.snippets:
        if name in material.failures:
            raise material.failures[name]
        raise CourseError(
            f"no snippet is called {name!r}", path=place.path, line=line, remedy=nearest(name, material.snippets)
        )
    return material.snippets[name]


def _result(snippet: Snippet, line: int, place: Place, material: Material) -> Result | None:
    if snippet.name in material.results:
        return material.results[snippet.name]
    if snippet.name in material.absent:
        return None
    raise material.failures.get(snippet.name) or CourseError(
        f"{snippet.name} has no result", path=place.path, line=line, remedy="Run python -m snippets run"
    )


@dataclass(frozen=True)
class Head:
    """The first line of a directive."""

    snippet: Snippet
    cells: list[str]
    id: str | None


def _head(text: str, line: int, place: Place, material: Material) -> Head:
    match = _HEAD.fullmatch(text.strip())
    if match is None:
        raise CourseError(
            f"cannot read {text.strip()!r}",
            path=place.path,
            line=line,
            remedy="Write `topic/name.py: cell { #html-id }`",
        )
    snippet = _snippet(match["name"].removesuffix(".py"), line, place, material)
    cells = (match["cells"] or "").split()
    for cell in cells:
        if cell not in snippet.code:
            raise CourseError(
                f"{snippet.name} has no cell {cell!r}", path=place.path, line=line, remedy=nearest(cell, snippet.code)
            )
    return Head(snippet, cells, match["id"])


def _element(
    tag: str, content: str, *, id: str | None = None, depth: int = 3, raw: bool = False, **attributes: str
) -> str:
    """A pymdownx block; `depth` slashes, more than any block inside it."""
    name, *classes = tag.split(".")
    values = {key.replace("_", "-"): value for key, value in attributes.items()}
    if id:
        values["id"] = id
    if classes:
        values["class"] = " ".join(classes)
    options = ", ".join(f"{key}: {_yaml(value)}" for key, value in values.items())
    head = f"{'/' * depth} html | {name}\n    attrs: {{{options}}}\n"
    if raw:
        head += "    markdown: html\n"
    return f"{head}\n{content}\n\n{'/' * depth}"


def _yaml(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def fence(text: str, info: str) -> str:
    """A fenced block of code, with as many backticks as its text needs."""
    ticks = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`{3,}", text)), default=0))
    return f"{ticks}{info}\n{text}\n{ticks}"


def _code(source: str, language: str, *, title: str = "", classes: str = "") -> str:
    return fence(source, f" {{ .{language}{classes}" + (f' title="{title}"' if title else "") + " }")


@dataclass(frozen=True)
class Listing:
    """What a directive `snippet`, `output` or `program` shows; its result is missing where there is none."""

    head: Head
    source: str
    result: Result | None

    @property
    def file(self) -> str:
        return f"{self.head.snippet.name.rpartition('/')[2]}.py"

    @property
    def outputs(self) -> Iterator[tuple[str, bool]]:
        """What the cells printed, and errors; the flag tells them apart."""
        assert self.result
        for cell in self.head.cells:
            if text := self.result.output(cell).rstrip("\n"):
                yield text, False
            if error := self.result.error(cell):
                yield error.rstrip("\n"), True


def read_listing(body: str, line: int, place: Place, material: Material) -> Listing:
    """Reads the directive `snippet`."""
    head = _head(body, line, place, material)
    if not head.cells:
        raise CourseError("names no cell", path=place.path, line=line, remedy=f"Cells: {', '.join(head.snippet.code)}")
    shown = localized(head.snippet, place.language, material.chinese).code
    source = "\n\n".join(shown[cell].source for cell in head.cells)
    return Listing(head, source, _result(head.snippet, line, place, material))


def read_output(body: str, line: int, place: Place, material: Material) -> Listing:
    """Reads the directive `output`."""
    head = _head(body, line, place, material)
    listing = Listing(head, "", _result(head.snippet, line, place, material))
    if listing.result and not list(listing.outputs):
        raise CourseError(
            f"{body.strip()} printed nothing", path=place.path, line=line, remedy="Take the directive out"
        )
    return listing


def read_program(body: str, line: int, place: Place, material: Material) -> Listing:
    """Reads the directive `program`."""
    head = _head(body, line, place, material)
    text = localized(head.snippet, place.language, material.chinese).text.rstrip("\n")
    return Listing(head, text, _result(head.snippet, line, place, material))


def _listing(body: str, line: int, place: Place, material: Material) -> str:
    listing = read_listing(body, line, place, material)
    head, result = listing.head, listing.result
    parts = [_code(listing.source, "python", title=listing.file)]
    parts += _output(listing, place, material)
    parts.append(_meta(head.snippet, result, place, material))
    _name, _, stem = head.snippet.name.rpartition("/")
    return _element(
        "div.listing",
        "\n\n".join(parts),
        id=head.id or f"code-{stem}-{head.cells[0]}".replace("_", "-"),
        depth=4,
        data_snippet=head.snippet.name,
        data_cell=" ".join(head.cells),
    )


def _output(listing: Listing, place: Place, material: Material) -> list[str]:
    if listing.result is None:
        return [_absent(listing.head.snippet, place, material)]
    return [_printed(text, error) for text, error in listing.outputs]


def _printed(text: str, error: bool) -> str:
    return _element("div.listing-output" + ".error" * error, _code(text, "text", classes=" .no-copy"))


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
    return _element("div.pending" if pending else "div.pending.absent", html.escape(text))


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
    return _element("div.listing-meta", meta(snippet, result, place, material), raw=True, data_search_exclude="true")


def short_seconds(seconds: float) -> str:
    """Seconds with one digit after the point."""
    return f"{seconds:.1f}" if seconds >= 0.05 else "<0.1"


def _badge(text: str, kind: str = "", title: str = "") -> str:
    return (
        f'<span class="{"badge " + kind if kind else "badge"}"'
        + (f' title="{html.escape(title)}"' if title else "")
        + f">{html.escape(text)}</span>"
    )


@dataclass(frozen=True)
class Figure:
    """What a directive `figure` shows; the facts of its caption are not written out yet."""

    head: Head
    caption: str
    alt: str
    result: Result | None


def read_figure(body: str, line: int, place: Place, material: Material) -> Figure:
    """Reads the directive `figure`."""
    first, _, rest = body.partition("\n")
    head = _head(first, line, place, material)
    caption, alt = _alt(rest, line, place, material)
    if len(head.cells) != 1:
        raise CourseError("a figure needs one cell", path=place.path, line=line, remedy="Write topic/name.py: cell")
    if not caption or not alt:
        raise CourseError(
            f"the figure has no {'caption' if not caption else 'alt text'}",
            path=place.path,
            line=line,
            remedy="Write the caption, an empty line, and `alt: what the picture shows`",
        )
    result = _result(head.snippet, line, place, material)
    cell = head.cells[0]
    if result is not None:
        if not result.cells[cell].figures:
            showing = [name for name, each in result.cells.items() if each.figures]
            raise CourseError(
                f"cell {cell!r} of {head.snippet.name} shows no figure",
                path=place.path,
                line=line,
                remedy=nearest(cell, showing),
            )
        if len(result.cells[cell].figures) > 1:
            raise CourseError(
                f"cell {cell!r} of {head.snippet.name} shows {len(result.cells[cell].figures)} figures",
                path=head.snippet.path,
                line=head.snippet.code[cell].line,
                remedy="Give each figure a cell of its own",
            )
    return Figure(head, caption, alt, result)


def _figure(body: str, line: int, place: Place, material: Material) -> str:
    figure = read_figure(body, line, place, material)
    head, cell = figure.head, figure.head.cells[0]
    style = {}
    if figure.result is None:
        picture = _absent(head.snippet, place, material)
    else:
        name = f"{head.snippet.name}:{cell}"
        slot = f'<span class="figure-slot" data-figure="{name}" data-alt="{html.escape(figure.alt)}"></span>'
        picture = _element("div", slot, raw=True)
        style["style"] = lean.picture_style(figure.result.cells[cell].figures[0][place.language])
    caption = "\n".join(facts(row, line, place, material, True) for row in figure.caption.split("\n"))
    return _element(
        "figure.result",
        picture + "\n\n" + _element("figcaption", caption),
        id=head.id or f"fig-{head.snippet.name.rpartition('/')[2]}-{cell}".replace("_", "-"),
        depth=4,
        data_snippet=head.snippet.name,
        data_cell=cell,
        **style,
    )


def _program(body: str, line: int, place: Place, material: Material) -> str:
    program = read_program(body, line, place, material)
    head = program.head
    listing = _element(
        "div.listing",
        _code(program.source, "python") + "\n\n" + _meta(head.snippet, program.result, place, material),
        id=head.id or f"program-{head.snippet.name.rpartition('/')[2]}".replace("_", "-"),
        depth=4,
        data_snippet=head.snippet.name,
    )
    options = "type: program\n    attrs: {data-search-exclude: 'true'}"  # the search finds its notebook page
    return f"///// details | {TEXTS[place.language]['program']}{program.file}\n    {options}\n\n{listing}\n\n/////"


PAGE = Form({"snippet": _listing, "output": _output_only, "figure": _figure, "program": _program}, elements=True)
