"""What a browser need not do: style marks that change nothing and what is out of sight, and put tables into boxes.

A chapter has some ten thousand elements, most of them spans that Pygments puts around names, operators,
brackets and blanks, which have the colour of the text around them. What is out of sight is skipped by the
browser (`content-visibility` in course.css) when it is known how high it will be.
"""

from __future__ import annotations

import re
from html import unescape
from unicodedata import east_asian_width

_PLAIN = re.compile(r'<span class="(?:n|o|p|w)">([^<]*)</span>')
_BLOCK = re.compile(r"<pre>((?:<span></span>)?)<code>(.*?)</code></pre>", re.DOTALL)
_TABLE = re.compile(r"<table>(.*?</table>)", re.DOTALL)
_PHONE = 40  # columns of code that fit a narrow telephone
_SIZE = re.compile(r'<svg\b[^>]* width="([\d.]+)" height="([\d.]+)"')


def without_plain_marks(html: str) -> str:
    """Takes the spans of names, operators, punctuation and blanks out of highlighted code."""
    return _PLAIN.sub(r"\1", html)


def with_measures(html: str) -> str:
    """Tells each block of code its number of lines, which gives its height, and lets a keyboard scroll wide ones.

    `<pre style="--lines: 3"><code tabindex="0">`: Material's script makes that attribute depend on the width of
    the window, but not before the block comes into sight.
    """

    def block(found: re.Match[str]) -> str:
        lines = unescape(re.sub("<.*?>", "", found[2])).rstrip().split("\n")
        wide = any(sum(1 + (east_asian_width(sign) in "WF") for sign in line) > _PHONE for line in lines)
        focus = ' tabindex="0"' if wide else ""
        return f'<pre style="--lines: {len(lines)}">{found[1]}<code{focus}>{found[2]}</code></pre>'

    return _BLOCK.sub(block, html)


def with_boxed_tables(html: str) -> str:
    """Puts each table into a box that it can scroll in, which Material's script would do on the reader's device."""
    return _TABLE.sub(r'<div class="scroll"><table class="data">\1</div>', html)


def picture_style(svg: str) -> str:
    """CSS that tells the width and height of a picture, in pixels; empty when it does not say them."""
    size = _SIZE.search(svg)
    return f"--width: {size[1]}; --height: {size[2]}" if size else ""
