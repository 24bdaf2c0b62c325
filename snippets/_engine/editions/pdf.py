"""From the document of a book to its PDF, by Chromium."""

from __future__ import annotations

import functools
import io
import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import CourseError

if TYPE_CHECKING:
    import pikepdf

    from .browser import Browser

_NUMBER = """numbers => {
  for (const place of document.querySelectorAll("[data-page-of]"))
    place.textContent = numbers[place.dataset.pageOf]
}"""


def print_book(browser: Browser, document: Path) -> tuple[bytes, int]:
    """Prints a book with bookmarks, and with page numbers in its contents.

    Chromium does not know CSS target-counter: the numbers are read from a first printing and written
    into the document for the second.

    Args:
        browser: A running Chromium.
        document: The book, whose elements with `data-page-of` get the page of the id that they name.

    Returns:
        The PDF and the number of its pages.

    Raises:
        CourseError: The numbers move the places that they are the numbers of.
    """
    import pikepdf

    with browser.new_page() as page:
        page.goto(document.resolve().as_uri(), wait_until="load", timeout=120_000)  # a busy machine
        page.evaluate("document.fonts.ready.then(() => true)")
        with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True))) as first:
            numbers = page_numbers(first)
        page.evaluate(_NUMBER, numbers)
        printed = page.pdf(prefer_css_page_size=True, print_background=True, outline=True, tagged=True)
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        if page_numbers(pdf) != numbers:
            raise CourseError(
                "the page numbers in the contents move the pages that they name",
                path=document,
                remedy="Give them a fixed width in docs/overrides/book.html",
            )
        mend_text(pdf)
        file = io.BytesIO()
        pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return file.getvalue(), len(pdf.pages)


def page_numbers(pdf: pikepdf.Pdf) -> dict[str, int]:
    """Page of each place that a link of a PDF of Chromium's leads to, counted from 1."""
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    return {name.removeprefix("/"): numbers[place[0].objgen] for name, place in pdf.Root.Dests.items()}


def mend_text(pdf: pikepdf.Pdf) -> None:
    """Lets the Chinese text of a PDF of Chromium's be found and copied as it was written.

    Chromium names each glyph by the lowest character that its font draws with it. In Chinese fonts that
    is often a radical: 用 U+7528 becomes ⽤ U+2F64, which no search finds.
    """
    import pikepdf

    for font in pdf.objects:
        if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
            text = font.ToUnicode.read_bytes().decode("ascii")
            if (better := with_ideographs(text)) != text:
                font.ToUnicode.write(better.encode("ascii"))


_PAIR = re.compile(r"<(\w+)> <(\w+)>(?: <(\w+)>)?\n")


def with_ideographs(cmap: str) -> str:
    """The table from glyphs to characters of a font, with ideographs in place of radicals."""
    pairs: list[tuple[str, str]] = []
    for section in re.findall(r"beginbf(?:char|range)\n(.*?)endbf", cmap, re.DOTALL):
        for first, last, target in _PAIR.findall(section):
            start, character = int(first, 16), bytes.fromhex(target or last).decode("utf-16-be")
            for offset in range(int(last, 16) - start + 1 if target else 1):
                pairs.append(
                    (f"{start + offset:0{len(first)}X}", chr(ord(character) + offset) if offset else character)
                )
    right = [(glyph, _ideographs().get(character, character)) for glyph, character in pairs]
    if right == pairs:
        return cmap
    lines = []
    for start in range(0, len(right), 100):  # as many as a section may hold
        block = right[start : start + 100]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{glyph}> <{character.encode('utf-16-be').hex().upper()}>" for glyph, character in block]
        lines.append("endbfchar")
    head, tail = re.split(r"(?s)\d+ beginbf.*endbf\w+", cmap)
    return head + "\n".join(lines) + tail


@functools.cache
def _ideographs() -> dict[str, str]:
    """For each radical that a Chinese font draws as an ideograph, that ideograph."""
    from fontTools.ttLib import TTFont

    spec = find_spec("mplfonts")
    assert spec is not None
    assert spec.origin is not None
    with TTFont(Path(spec.origin).parent / "fonts" / "NotoSansCJKsc-Regular.otf", lazy=True) as font:
        glyphs = font.getBestCmap()
    ideographs = {glyph: chr(code) for code, glyph in glyphs.items() if 0x3400 <= code < 0xA000}
    radicals = {chr(code): glyph for code, glyph in glyphs.items() if 0x2E80 <= code < 0x2FE0}
    return {radical: ideographs[glyph] for radical, glyph in radicals.items() if glyph in ideographs}
