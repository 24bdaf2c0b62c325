"""The last steps from Markdown's HTML to what a reader gets: first on a page's content, then on the whole page.

Between the two, MkDocs puts the content into its template, and it and the search parse the content again.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from html import unescape
from pathlib import Path
from unicodedata import east_asian_width

from ..words import TEXTS
from .fonts import with_font

_CAPTION = re.compile(r'(<figure class="result(?: \w+)?"(?:(?!</figure>).)*?<figcaption>\s*<p>)', re.DOTALL)
_PLAIN = re.compile(r'<span class="(?:n|o|p|w)">([^<]*)</span>')
_BLOCK = re.compile(r"<pre>((?:<span></span>)?)<code>(.*?)</code></pre>", re.DOTALL)
_TABLE = re.compile(r"<table>(.*?</table>)", re.DOTALL)
_FORMULA = re.compile(
    r"([（(“‘《]*)"
    r"(<math\b(?![^>]*display=\"block\")[^>]*>(?:(?!</math>).)*</math>)"
    r"([，。、；：！？）”’》,.;:!?)]+)",
    re.DOTALL,
)
_PICTURE = re.compile(r"<svg\b(?=[^>]* width=)[^>]*>.*?</svg>", re.DOTALL)
_ID = re.compile(r"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*?\sid=["']?([^\s"'>]+)""")
_PHONE = 40  # columns of code that fit a narrow telephone


class Pictures:
    """Large pictures kept out of the way of parsers: an SVG has thousands of elements and nothing to find.

    What is taken out is kept as long as this object is, so hold one for each build or page.
    """

    def __init__(self) -> None:
        self._taken: dict[str, str] = {}

    def take_out(self, html: str) -> str:
        """Replaces each SVG that tells its width by a small mark; icons do not tell it, and stay."""

        def mark(found: re.Match[str]) -> str:
            name = hashlib.sha256(found[0].encode()).hexdigest()[:16]
            self._taken[name] = found[0]
            return f"<!--picture {name}-->"

        return _PICTURE.sub(mark, html)

    def put_back(self, html: str) -> str:
        """Replaces the marks by their pictures."""
        return re.sub(r"<!--picture (\w+)-->", lambda found: self._taken[found[1]], html)


def content(html: str, pictures: Pictures, language: str, *, below_title: str = "", part: int | None = None) -> str:
    """Finishes the content of a page.

    Args:
        html: What Markdown, or `program.clean`, made.
        pictures: Takes the pictures until `page` is called.
        language: "zh" or "en".
        below_title: HTML that stands below the title.
        part: Number of the chapter, whose figures are numbered; None for other pages.
    """
    if below_title:
        html = html.replace("</h1>", f"</h1>\n{below_title}", 1)
    if part is not None:
        html = _with_numbers(html, part, language)
    html = _without_plain_marks(html)
    html = _with_measures(html)
    html = _with_boxed_tables(html)
    html = _keep_together(html)
    return pictures.take_out(html)


def page(html: str, pictures: Pictures, fonts: Path) -> str:
    """Finishes a whole page.

    Args:
        html: What the template made of the content.
        pictures: What `content` took out.
        fonts: Folder that keeps fonts between builds; made if it is not there.
    """
    return with_font(pictures.put_back(html), fonts)


def repeated_id(html: str) -> str | None:
    """An id that stands twice on a page; None if there is none."""
    seen: set[str] = set()
    for found in _ID.finditer(html):
        if found[1] in seen:
            return found[1]
        seen.add(found[1])
    return None


def _with_numbers(html: str, part: int, language: str) -> str:
    """Puts its number before the caption of each figure: 图 2.3 is the third one of part 2."""
    counted = itertools.count(1)

    def number(caption: re.Match[str]) -> str:
        return f'{caption[1]}<span class="number">{TEXTS[language]["number"].format(part, next(counted))}</span> '

    return _CAPTION.sub(number, html)


def _without_plain_marks(html: str) -> str:
    """Takes the spans of names, operators, punctuation and blanks out of highlighted code.

    They have the colour of the text around them, and are most of a chapter's ten thousand elements.
    """
    return _PLAIN.sub(r"\1", html)


def _with_measures(html: str) -> str:
    """Tells each block of code its number of lines, which gives its height, and lets a keyboard scroll wide ones.

    `<pre style="--lines: 3"><code tabindex="0">`: browsers skip what is out of sight (`content-visibility` in
    course.css) when they know how high it will be. Material's script makes `tabindex` depend on the width of
    the window, but not before the block comes into sight.
    """

    def block(found: re.Match[str]) -> str:
        lines = unescape(re.sub("<.*?>", "", found[2])).rstrip().split("\n")
        wide = any(sum(1 + (east_asian_width(sign) in "WF") for sign in line) > _PHONE for line in lines)
        focus = ' tabindex="0"' if wide else ""
        return f'<pre style="--lines: {len(lines)}">{found[1]}<code{focus}>{found[2]}</code></pre>'

    return _BLOCK.sub(block, html)


def _with_boxed_tables(html: str) -> str:
    """Puts each table into a box that it can scroll in, which Material's script would do on the reader's device."""
    return _TABLE.sub(r'<div class="scroll"><table class="data">\1</div>', html)


def _keep_together(html: str) -> str:
    """Keeps a formula in a line together with the punctuation around it; browsers break lines there.

    Between two such groups Firefox needs to be told that it may break the line.
    """
    html = _FORMULA.sub(r'<span class="together">\1\2\3</span>', html)
    return re.sub(r'(</math>[^<]*</span>)(?=<span class="together">|<math\b)', r"\1<wbr>", html)
