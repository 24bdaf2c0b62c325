"""Which SVG may come in from elsewhere: what Matplotlib draws and this course cleans, and nothing that acts.

A list of what is allowed, by element and attribute, each value by a pattern. A page holds the picture as
HTML, so whatever XML and HTML read differently (comments, CDATA, prefixes, processing instructions) is refused too.
"""

from __future__ import annotations

import base64
import binascii
import re
from xml.parsers import expat

DEPTH = 32  # elements inside each other
PIXELS = 50_000_000  # of an image inside a picture

_ID = r"m[0-9a-f]{8}-\d+"
_NUMBER = r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
_HEX = r"#[0-9a-f]{3,8}"
_COURSE = rf"var\(--fig-[a-z0-9]+, (?:{_HEX}|sans-serif|\d{{1,3}}%)\)"
_PAIR = rf"color-mix\(in srgb, {_HEX}, {_HEX} {_COURSE}\)"
_TOKEN = rf"(?:{_NUMBER}(?:px|pt|%)?|[A-Za-z-]+|{_HEX}|'[\w .-]+'|{_COURSE}|{_PAIR}|url\(#{_ID}\))"
_VALUE = re.compile(rf"{_TOKEN}(?:(?:,\s*|\s+){_TOKEN})*")
_REFERENCE = re.compile(rf"#({_ID})")
_PNG = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=\s]*)")

_PROPERTIES = {
    *("clip-path", "fill", "fill-opacity", "opacity", "paint-order", "text-anchor", "white-space"),
    *("font-family", "font-size", "font-stretch", "font-style", "font-variant", "font-weight"),
    *("stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-opacity"),
    "stroke-width",
}
_ANYWHERE = _PROPERTIES | {"id", "style", "transform"}
_BOX = {"x", "y", "width", "height"}
_ELEMENTS = {
    "svg": {"xmlns", "viewBox", "width", "height", "style"},
    "g": _ANYWHERE,
    "defs": set[str](),
    "path": _ANYWHERE | {"d"},
    "rect": _ANYWHERE | _BOX,
    "use": _ANYWHERE | {"href", "x", "y"},
    "image": _ANYWHERE | _BOX | {"href"},
    "text": _ANYWHERE | {"x", "y"},
    "tspan": _ANYWHERE | {"x", "y"},
    "clipPath": {"id"},
    "pattern": _BOX | {"id", "patternUnits"},
}
_PATTERNS = {
    "xmlns": re.compile(r"http://www\.w3\.org/2000/svg"),
    "id": re.compile(_ID),
    "d": re.compile(r"[MLHVCSQTAZmlhvcsqtaz\d\s.,eE+-]*"),
    "transform": re.compile(r"(?:(?:matrix|rotate|scale|skewX|skewY|translate)\([\d\s.,eE+-]*\)\s*)*"),
}


def check(svg: str) -> None:
    """Sees that a picture holds nothing but what a figure of the course is made of.

    Args:
        svg: The picture, as text.

    Raises:
        ValueError: It holds something else, or is not well-formed; the message says what and on which line.
    """
    if not svg.startswith("<svg "):
        raise ValueError("does not begin with <svg")
    if found := re.search(r"<[!?].{0,20}", svg):
        raise ValueError(f"{found[0]!r} on line {svg.count(chr(10), 0, found.start()) + 1} is not allowed")
    picture = _Picture()
    try:
        picture.parser.Parse(svg.encode(), True)
    except expat.ExpatError as error:
        raise ValueError(f"is not well-formed: {error}") from None
    except UnicodeEncodeError:
        raise ValueError("holds half a character") from None
    if missing := picture.wanted - picture.known:
        raise ValueError(f"refers to #{min(missing)}, which it does not hold")


class _Picture:
    """What was seen of a picture while its elements came by.

    Attributes:
        parser: Names are kept as they are written: a prefix makes a name that is not in the list.
        within: The elements around the present one.
        known: Identifiers that it gives.
        wanted: Identifiers that it refers to.
    """

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(encoding="utf-8")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = lambda name: self.within.pop()
        self.parser.CharacterDataHandler = self._text
        self.within: list[str] = []
        self.known: set[str] = set()
        self.wanted: set[str] = set()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name not in _ELEMENTS or (name == "svg") == bool(self.within):
            raise self._refused(f"<{name}>")
        self.within.append(name)
        if len(self.within) > DEPTH:
            raise self._refused(f"<{name}> inside {DEPTH} others")
        for attribute, value in attributes.items():
            if attribute not in _ELEMENTS[name]:
                raise self._refused(f"{attribute} of <{name}>")
            if not self._fits(name, attribute, value):
                raise self._refused(f"{attribute}={value[:60]!r} of <{name}>")

    def _fits(self, element: str, attribute: str, value: str) -> bool:
        if attribute == "href" and element == "image":
            return _is_png(value)
        if attribute == "href":
            return bool(_REFERENCE.fullmatch(value)) and self._refer(value)
        if attribute == "style":
            return all(self._declares(part) for part in value.split(";") if part.strip())
        if attribute == "id":
            self.known.add(value)
            return self._defines() and bool(_PATTERNS["id"].fullmatch(value))
        return bool(_PATTERNS.get(attribute, _VALUE).fullmatch(value.strip())) and self._refer(value)

    def _declares(self, declaration: str) -> bool:
        name, _, value = declaration.partition(":")
        return name.strip() in _PROPERTIES and bool(_VALUE.fullmatch(value.strip())) and self._refer(value)

    def _refer(self, value: str) -> bool:
        """Takes down what a value refers to. What can be referred to refers to nothing, so no picture multiplies."""
        names = _REFERENCE.findall(value)
        self.wanted.update(names)
        return not names or not self._defines()

    def _defines(self) -> bool:
        return "defs" in self.within

    def _text(self, text: str) -> None:
        if text.strip() and self.within[-1] not in ("text", "tspan"):
            raise self._refused(f"text in <{self.within[-1]}>")

    def _refused(self, what: str) -> ValueError:
        return ValueError(f"{what} on line {self.parser.CurrentLineNumber} is not allowed")


def _is_png(address: str) -> bool:
    """Whether an address holds a PNG itself, of a size that a browser can show."""
    found = _PNG.fullmatch(address)
    if found is None:
        return False
    try:
        picture = base64.b64decode("".join(found[1].split()), validate=True)
    except binascii.Error:
        return False
    width, height = (int.from_bytes(picture[start : start + 4], "big") for start in (16, 20))
    return picture.startswith(b"\x89PNG\r\n\x1a\n") and 0 < width * height <= PIXELS
