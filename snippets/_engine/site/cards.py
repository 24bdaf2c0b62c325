"""Cards: the pictures of 1200 by 630 pixels that other sites show beside a link to a page.

A card is one SVG, with a figure of the page nested in it, that is rasterised once and kept.
"""

from __future__ import annotations

import hashlib
import io
import re
from html import escape
from importlib import metadata, resources
from pathlib import Path

import resvg_py
from PIL import Image, ImageFont

from ..errors import CourseError, nearest
from ..files import write_atomically
from ..page.document import Document
from ..page.figures import alternatives
from ..page.material import Material, Place

SIZE = 1200, 630
_FONT = str(resources.files("mplfonts") / "fonts" / "NotoSansCJKsc-Regular.otf")
_MARGIN, _PANEL = 64, 560
_SIZES = 76, 66, 56, 48, 40
_COLOURS = 128
# A Chinese character with the punctuation behind it, or a word with the space behind it.
_PIECE = re.compile(r"[\u2e80-\uffef][\u3000-\u303f\uff00-\uffef]*|[^\u2e80-\uffef\s]+\s*|\s+")


def chosen(page: Document, language: str, material: Material) -> tuple[str, str]:
    """The figure that the front matter of a page names for its card, and its alt text.

    Args:
        page: The page.
        language: "zh" or "en".
        material: What the page is made from.

    Returns:
        "topic/name:cell" and the alt text; both are empty where the page names none.

    Raises:
        CourseError: It is no figure of the page.
    """
    if "picture" not in page.front:
        return "", ""
    named = str(page.front["picture"] or "")
    known = alternatives(page, Place(page.path, language), material)
    if named not in known:
        what = f"the page shows no figure {named!r} for `picture`"
        raise CourseError(what, path=page.path, line=page.lines.get("picture"), remedy=nearest(named, known))
    return named, known[named]


def png(title: str, below: str, logo: str, figure: str, cache: Path) -> bytes:
    """A card.

    Args:
        title: What stands large on it.
        below: What stands small below that.
        logo: SVG of the course's logo.
        figure: SVG of a figure for its right half; empty for a card of words alone.
        cache: Folder where cards are kept by their content.
    """
    svg = _svg(title, below, logo, figure)
    key = hashlib.sha256(f"{svg} {_COLOURS} {metadata.version('resvg_py')}".encode()).hexdigest()[:24]
    file = cache / f"{key}.png"
    if not file.exists():
        write_atomically(file, _rasterised(svg))
    return file.read_bytes()


def _svg(title: str, below: str, logo: str, figure: str) -> str:
    width, height = SIZE
    room = width - 2 * _MARGIN - (_PANEL + 40 if figure else 0)
    face = ImageFont.truetype(_FONT)
    size = next((size for size in _SIZES if len(_wrapped(title, face, size, room)) <= 3), _SIZES[-1])
    parts = [
        f'<rect width="{width}" height="{height}" fill="#f5f7fa"/>',
        f'<rect y="{height - 12}" width="{width}" height="12" fill="#1a63b8"/>',
        _nested(logo, _MARGIN, _MARGIN, 84, 84),
    ]
    y = 250.0
    for line in _wrapped(title, face, size, room):
        parts.append(_text(line, y, size, "#1b2430"))
        y += size * 1.25
    for line in _wrapped(below, face, 30, room):
        parts.append(_text(line, y + 6, 30, "#566170"))
        y += 45
    if figure:
        x = width - _PANEL - 40
        frame = 'rx="14" fill="#ffffff" stroke="#dfe4ea"'
        parts.append(f'<rect x="{x}" y="36" width="{_PANEL}" height="{height - 84}" {frame}/>')
        parts.append(_nested(figure, x + 24, 60, _PANEL - 48, height - 132))
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{"".join(parts)}</svg>'


def _text(line: str, y: float, size: int, colour: str) -> str:
    return f'<text x="{_MARGIN}" y="{y:g}" font-size="{size}" fill="{colour}">{escape(line)}</text>'


def _nested(svg: str, x: float, y: float, width: float, height: float) -> str:
    """An SVG in a box of another; in place of each variable stands the light colour that it carries."""
    svg = re.sub(r"var\(--[\w-]+, *([^()]+)\)", r"\1", svg)
    head, _, body = re.sub(r"color-mix\(in srgb, (#\w+), [^()]+\)", r"\1", svg).partition(">")
    head = re.sub(r' (?:width|height)="[^"]*"', "", head)
    return head.replace("<svg", f'<svg x="{x}" y="{y}" width="{width}" height="{height}"', 1) + ">" + body


def _wrapped(text: str, face: ImageFont.FreeTypeFont, size: int, room: float) -> list[str]:
    """Lines that fit; a line may end behind a space or a Chinese character."""
    font, lines = face.font_variant(size=size), [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and font.getlength((lines[-1] + piece).rstrip()) > room:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


def _rasterised(svg: str) -> bytes:
    family = "Noto Sans CJK SC"
    made = resvg_py.svg_to_bytes(
        svg_string=svg, skip_system_fonts=True, font_files=[_FONT], font_family=family, sans_serif_family=family
    )
    file = io.BytesIO()
    Image.open(io.BytesIO(made)).convert("RGB").quantize(_COLOURS).save(file, "png", optimize=True)
    return file.getvalue()
