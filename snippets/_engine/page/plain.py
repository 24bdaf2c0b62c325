"""Pages as plain Markdown, such as a code host shows and a machine reads.

The directives are those of `site_form`, written in another way: listings and outputs are fences, figures
are quotations with their caption and alt text, facts are text. What Python-Markdown's extensions add to
Markdown is written without them: boxes become quotations, attribute lists and wrappers go.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from ..errors import CourseError
from ..words import TEXTS
from . import slots
from .directives import Head, Listing, read_listing, read_output, read_program
from .document import Document
from .expand import Block, Directive, Form, expand
from .facts import instead, plain_facts, with_facts
from .fences import PROGRAMS
from .figures import Figure, read_figure, read_live, read_steps
from .markdown import escaped, fence, pieces, quoted, span
from .material import Material, Place
from .site_form import reason
from .slots import SLOT

_FENCE = re.compile(r"(?P<indent>[ >]*)(?P<ticks>`{3,}|~{3,})")
_BOX = re.compile(r'(?P<indent> *)(?:!!!|\?\?\?\+?) +(?P<kind>[\w-]+)(?: +"(?P<title>.*)")? *$')
_DEFINITION = re.compile(r": {1,3}(?P<text>\S.*)$")
# An attribute list at the end of a line, or right behind what it belongs to.
_ATTRIBUTES = re.compile(r" *\{:? *[#.][^{}]*\}")

Link = Callable[[str], str]


def page(
    document: Document, place: Place, material: Material, blocks: Mapping[str, Block], link: Link, form: Form
) -> str:
    """A page as plain Markdown.

    Args:
        document: The page.
        place: Where it stands; its root is the address of the language's home page.
        material: What it is made from.
        blocks: What the directives about the whole site write, by name.
        link: From the target of a link on the page to its address.
        form: `PLAIN`, or `SERVED` where errors stand on the page.

    Raises:
        CourseError: As for `expand`.
    """
    lines = expand(document, place, material, form, blocks).split("\n")
    return "\n".join(_plain(lines, link)).strip("\n") + "\n"


def notebook(name: str, place: Place, material: Material, alternatives: Mapping[str, str]) -> str:
    """A program and what it printed and drew, as plain Markdown.

    Args:
        name: Of the snippet.
        place: Where it stands; its root is the address of the language's home page.
        material: What it is made from.
        alternatives: "topic/name:cell" to the alt text of that cell's figure.
    """
    snippet = material.localized(material.snippets[name], place.language)
    result = material.results.get(name)
    titled = any(cell.markdown for cell in snippet.cells)
    parts = [] if titled else [f"# {snippet.title}"]
    for cell in snippet.cells:
        if cell.markdown:
            parts.append(cell.source)
            continue
        listing = Listing(Head(snippet, [cell.name], None), cell.source, result)
        parts.append(fence(listing.source, "python"))
        if result is not None:
            parts += [fence(text, "text") for text, _ in listing.outputs]
            if result.cells[cell.name].figures:
                alt = alternatives.get(f"{name}:{cell.name}", cell.name)
                parts.append(quoted(TEXTS[place.language]["figure"].format(alt)))
    if result is None:
        parts.append(quoted(reason(snippet, place, material)))
    parts.insert(1, f"[{snippet.name}.py]({place.root}snippets/{snippet.name}.py)")
    return "\n\n".join(parts) + "\n"


def _plain(lines: list[str], link: Link) -> Iterator[str]:
    number, formula = 0, False
    while number < len(lines):
        line = lines[number]
        number += 1
        if opening := _FENCE.match(line):
            end = number
            while end < len(lines) and not re.fullmatch(f"{opening['ticks']}+", lines[end].strip(" >")):
                end += 1
            yield from _code(lines[number - 1 : end + 1], opening["ticks"])
            number = end + 1
        elif formula or line.count("$$") == 1:
            formula = (line.count("$$") == 1) != formula
            yield line
        elif box := _BOX.match(line):
            indent, end = box["indent"], number
            while end < len(lines) and (not lines[end].strip() or lines[end].startswith(indent + "    ")):
                end += 1
            body = [row[len(indent) + 4 :] for row in lines[number:end]]
            title = _inline(box["title"] or box["kind"].capitalize(), link)
            inner = "\n".join(_plain(body, link)).strip("\n")
            for row in quoted(f"**{title}**\n\n{inner}").split("\n"):
                yield indent + row
            yield ""
            number = end
        elif number < len(lines) and (definition := _DEFINITION.match(lines[number])):
            yield f"- **{_inline(line, link)}**: {_inline(definition['text'], link)}"
            number += 1
        elif re.fullmatch(r" *</?div\b[^>]*> *", line):
            number += lines[number : number + 1] == [""]
        else:
            yield _inline(line, link)


def _code(rows: list[str], ticks: str) -> list[str]:
    """A block of code, with as many ticks as its values need."""
    filled = [SLOT.sub(_characters, row) for row in rows]
    runs = [len(run) for row in filled[1:-1] for run in re.findall(f"{ticks[0]}{{3,}}", row)]
    if filled != rows and max(runs, default=0) >= len(ticks):
        filled[0], filled[-1] = (row.replace(ticks, ticks[0] * (max(runs) + 1), 1) for row in (rows[0], rows[-1]))
    return filled


def _inline(line: str, link: Link) -> str:
    return "".join(_text(part, link) if kind == "text" else _span(part) for kind, part in pieces(line)).rstrip()


def _text(text: str, link: Link) -> str:
    text = _ATTRIBUTES.sub("", text)
    text = re.sub(r'<a href="([^"]*)"[^>]*>(.*?)</a>', r"[\2](\1)", text)
    text = re.sub(r"\]\(([^()\s]+)\)", lambda found: f"]({link(found[1])})", text)
    text = re.sub(r"<small[^>]*>(.*?)</small>", r"(\1)", text)
    text = re.sub(r"</?span[^>]*>", "", re.sub(r"</?del>", "~~", text))
    parts = re.split(r"(<[a-zA-Z][^>]*>)", text)
    parts[::2] = [SLOT.sub(lambda found: escaped(_characters(found)), part) for part in parts[::2]]
    parts[1::2] = [SLOT.sub(lambda found: html.escape(_characters(found)), part) for part in parts[1::2]]
    return "".join(parts)


def _span(part: str) -> str:
    """Code or a formula in a line; only code holds values."""
    if not SLOT.search(part):
        return part
    inner = part.strip("`")
    if inner[:1] == inner[-1:] == " " and inner.strip():
        inner = inner[1:-1]
    return span(SLOT.sub(_characters, inner))


def _characters(found: re.Match[str]) -> str:
    value = slots.read(found[0])
    assert isinstance(value, slots.Value)
    return f"({value.plain})" if value.kind == "wrong" else value.plain


def _file(listing: Listing, place: Place) -> str:
    if listing.head.snippet.metadata.diagram:  # which is not offered
        return listing.head.file
    return f"[{listing.head.file}]({place.root}snippets/{listing.head.snippet.name}.py)"


def _printed(listing: Listing, place: Place, material: Material) -> list[str]:
    if listing.result is None:
        text = reason(listing.head.snippet, place, material)
        return [fence(text, "text") if listing.head.snippet.name in material.failures else quoted(text)]
    return [fence(text, "text") for text, _ in listing.outputs]


def _listing(body: str, line: int, place: Place, material: Material) -> str:
    listing = read_listing(body, line, place, material)
    code = fence(listing.source, "python")
    return "\n\n".join([_file(listing, place), code, *_printed(listing, place, material)])


def _output(body: str, line: int, place: Place, material: Material) -> str:
    return "\n\n".join(_printed(read_output(body, line, place, material), place, material))


def _pictured(
    body: str, line: int, place: Place, material: Material, *, read: Callable[..., Figure], served: bool
) -> str:
    figure, texts = read(body, line, place, material), TEXTS[place.language]
    try:
        alt = slots.Value(figure.alt_line, plain_facts(figure.alt, figure.alt_line, place, material), kind="text")
    except CourseError as error:
        if not served:
            raise
        alt = instead(error, figure.alt_line)
    rows = enumerate(figure.caption.split("\n"), figure.caption_line)
    caption = "\n".join(with_facts(row, number, place, material, served=served) for number, row in rows)
    return quoted(f"{texts['figure'].format(caption)}\n\n{texts['alt'].format(slots.write(alt))}")


def _program(body: str, line: int, place: Place, material: Material, *, word: str) -> str:
    program = read_program(body, line, place, material)
    head = f"{TEXTS[place.language][word]}{_file(program, place)}"
    return f"{head}\n\n{fence(program.source, 'python')}"


def _broken(error: CourseError) -> str:
    return fence(str(error), "text")


def _directives(served: bool) -> dict[str, Directive]:
    readers = {"figure": read_figure, "live": read_live, "steps": read_steps}
    figures = {name: partial(_pictured, read=read, served=served) for name, read in readers.items()}
    programs = {word: partial(_program, word=word) for word in PROGRAMS}
    return {"snippet": _listing, "output": _output, **programs, **figures}


PLAIN = Form(_directives(served=False))
SERVED = Form(_directives(served=True), _broken)
