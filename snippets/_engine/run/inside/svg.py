"""Matplotlib's SVG made fit to stand inside a page.

Its text stays text. It is drawn in numbers for colours, and each number becomes the CSS of a colour here: a variable
of the page, which follows its light or dark scheme and carries its light colour as fallback, so that the picture is
right without the page too, or a colour that stays.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

SCALE = 1.35  # CSS pixels a point
_NOTE = 14.0  # points below a picture for a line about it
LIGHT_ONLY, DARK_ONLY = "light-only", "dark-only"  # identifiers of images that one scheme shows
_HALO = "2.5px"  # half of it is covered by the words

_SHOWN = {LIGHT_ONLY: "var(--fig-light, 100%)", DARK_ONLY: "var(--fig-dark, 0%)"}

_INHERITED = "var(--fig-fg, #000000)"

_LONG = re.compile(r"-?\d+\.\d{3,}")
_URL = re.compile(r"url\(#([^)]+)\)")
_FONTS = re.compile(r"'(?:Noto Sans CJK SC|DejaVu Sans)'(?:,.*)?")
_COORDINATES = {"d", "x", "y", "points"}
_DROPPED = {"metadata", "style"}


class Colour(NamedTuple):
    """What a colour in a picture stands for, as CSS, and the colour around words that are written in it."""

    css: str
    halo: str = ""


@dataclass
class _Element:
    name: str
    attributes: dict[str, str]
    content: list[_Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[_Element]:
        yield self
        for part in self.content:
            if isinstance(part, _Element):
                yield from part.walk()


def clean(svg: str, colours: Mapping[str, Colour], salt: str, note: str = "") -> str:
    """Makes Matplotlib's SVG fit to stand inside a page.

    Drops the XML head, metadata, style sheet (its rules would hold for the whole page) and links, keeps only the
    identifiers that are used and makes them unique by `salt`, takes out groups without attributes, names fonts by a
    CSS variable, and shortens coordinates to hundredths of a point.

    Args:
        svg: What Matplotlib wrote.
        colours: What the colours in it stand for; one that is not among them stays.
        salt: What identifiers are made from.
        note: A line to write below the picture.
    """
    root = _read(svg)
    width, height = (float(root.attributes[side].removesuffix("pt")) for side in ("width", "height"))
    elements = list(root.walk())[1:]
    used = {name for element in elements for name in _references(element)}
    short = hashlib.sha256(salt.encode()).hexdigest()[:8]
    # In the order of the picture: Matplotlib's own names differ from run to run.
    there = dict.fromkeys(element.attributes.get("id", "") for element in elements)
    names = {name: f"m{short}-{index}" for index, name in enumerate(name for name in there if name in used)}
    for element in elements:
        _finish(element, names, colours)
    if note:
        style = "font-size:8px;text-anchor:end;fill:var(--fig-muted, #808080);font-family:var(--fig-font, sans-serif)"
        place = {"x": f"{width - 4:g}", "y": f"{height + _NOTE - 4:g}", "style": style}
        root.content.append(_Element("text", place, [note]))
        height += _NOTE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width * SCALE:.0f}" height="{height * SCALE:.0f}" '
        f'style="fill:{_INHERITED};stroke-linejoin:round;stroke-linecap:butt">'
        f"{''.join(_written(root.content)).strip()}</svg>\n"
    )


def _read(svg: str) -> _Element:
    """The picture as a tree, without what a page has no use for."""
    root = _Element("", {})
    within = [root]

    def start(name: str, attributes: dict[str, str]) -> None:
        element = _Element(name, {key.removeprefix("xlink:"): value for key, value in attributes.items()})
        if name not in _DROPPED:
            within[-1].content.append(element)
        within.append(element)

    def text(characters: str) -> None:
        if within[-1].name in ("text", "tspan"):
            within[-1].content.append(characters)

    parser = expat.ParserCreate(encoding="utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: within.pop()
    parser.CharacterDataHandler = text
    parser.Parse(svg.encode(), True)
    (picture,) = root.content
    assert isinstance(picture, _Element)
    return picture


def _references(element: _Element) -> list[str]:
    found = [name for value in element.attributes.values() for name in _URL.findall(value)]
    return [*found, element.attributes["href"][1:]] if element.name == "use" else found


def _finish(element: _Element, names: Mapping[str, str], colours: Mapping[str, Colour]) -> None:
    """Gives an element the names, numbers and colours that it has on a page."""
    made = element.attributes
    if element.name == "image" and made["id"] in _SHOWN:
        made["style"] = f"opacity: {_SHOWN[made['id']]}"
    if made.get("id") in names:
        made["id"] = names[made["id"]]
    else:
        made.pop("id", None)
    if element.name == "use":
        made["href"] = f"#{names[made['href'][1:]]}"
    for name in _COORDINATES & made.keys():
        made[name] = _LONG.sub(_hundredths, made[name])
    for name, value in made.items():
        made[name] = _URL.sub(lambda found: f"url(#{names[found[1]]})", value)
    if "fill" in made:
        made["fill"] = colours.get(made["fill"], Colour(made["fill"])).css
    if "style" in made:
        made["style"] = _style(made["style"], colours)
    if element.name in ("text", "tspan") and re.search(r"^ |  | $", "".join(map(str, element.content))):
        made["style"] = f"{made.get('style', '')}; white-space: pre".removeprefix("; ")


def _style(style: str, colours: Mapping[str, Colour]) -> str:
    made = {}
    for declaration in style.split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name == "font-family":
            value = _FONTS.sub("var(--fig-font, sans-serif)", value)
        elif value in colours:
            value, halo = colours[value]
            if halo:
                made |= {"stroke": halo, "stroke-width": _HALO, "stroke-linejoin": "round", "paint-order": "stroke"}
        if name and (name, value) != ("fill", _INHERITED):
            made[name] = value
    return "; ".join(f"{name}: {value}" for name, value in made.items())


def _hundredths(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def _written(content: list[_Element | str]) -> Iterator[str]:
    """The text of elements, without groups that say nothing about what they hold: half of those of a picture."""
    for part in content:
        if isinstance(part, str):
            yield _escaped(part)
        elif part.name == "a" or (part.name == "g" and not part.attributes):
            yield from _written(part.content)
        elif part.content or part.name != "defs":
            attributes = "".join(f' {name}="{_escaped(value)}"' for name, value in part.attributes.items())
            before = "" if part.name == "tspan" else "\n"
            inside = "".join(_written(part.content))
            end = "\n" if part.name in ("g", "defs", "clipPath", "pattern") else ""
            yield (
                f"{before}<{part.name}{attributes}>{inside}{end}</{part.name}>"
                if inside
                else f"{before}<{part.name}{attributes}/>"
            )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
