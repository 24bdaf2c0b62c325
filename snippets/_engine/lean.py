"""What a browser need not lay out: marks of code that change nothing, and boxes far below the window.

A chapter has some ten thousand elements, most of them spans that Pygments puts around names, operators,
brackets and blanks, which have the colour of the text around them. Boxes out of sight are skipped by the
browser (`content-visibility` in course.css) when it knows about how high they are.
"""

from __future__ import annotations

import re

_PLAIN = re.compile(r'<span class="(?:n|o|p|w)">([^<]*)</span>')
_SIZE = re.compile(r'<svg\b[^>]* width="([\d.]+)" height="([\d.]+)"')


def without_plain_marks(html: str) -> str:
    """Takes the spans of names, operators, punctuation and blanks out of highlighted code."""
    return _PLAIN.sub(r"\1", html)


def lines_style(*texts: str) -> str:
    """CSS that tells the number of lines of a listing and its outputs.

    Args:
        texts: What stands below one another.
    """
    return f"--lines: {sum(text.rstrip().count(chr(10)) + 1 for text in texts if text)}"


def picture_style(svg: str) -> str:
    """CSS that tells the width and height of a picture, in pixels; empty when it does not say them."""
    size = _SIZE.search(svg)
    return f"--width: {size[1]}; --height: {size[2]}" if size else ""
