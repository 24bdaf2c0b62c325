"""What a browser need not do: style marks that change nothing and what is out of sight, and put tables into boxes.

A chapter has some ten thousand elements, most of them spans that Pygments puts around names, operators,
brackets and blanks, which have the colour of the text around them. What is out of sight is skipped by the
browser (`content-visibility` in course.css) when it is known how high it will be.
"""

from __future__ import annotations

import re

_PLAIN = re.compile(r'<span class="(?:n|o|p|w)">([^<]*)</span>')
_BLOCK = re.compile(r"<pre>(?=((?:<span></span>)?<code>)(.*?)</code></pre>)", re.DOTALL)
_TABLE = re.compile(r"<table>(.*?</table>)", re.DOTALL)
_SIZE = re.compile(r'<svg\b[^>]* width="([\d.]+)" height="([\d.]+)"')


def without_plain_marks(html: str) -> str:
    """Takes the spans of names, operators, punctuation and blanks out of highlighted code."""
    return _PLAIN.sub(r"\1", html)


def with_lines(html: str) -> str:
    """Tells each block of code its number of lines, which gives its height: `<pre style="--lines: 3">`."""
    return _BLOCK.sub(lambda found: f'<pre style="--lines: {found[2].rstrip().count(chr(10)) + 1}">', html)


def with_boxed_tables(html: str) -> str:
    """Puts each table into a box that it can scroll in, which Material's script would do on the reader's device."""
    return _TABLE.sub(r'<div class="scroll"><table class="data">\1</div>', html)


def picture_style(svg: str) -> str:
    """CSS that tells the width and height of a picture, in pixels; empty when it does not say them."""
    size = _SIZE.search(svg)
    return f"--width: {size[1]}; --height: {size[2]}" if size else ""
