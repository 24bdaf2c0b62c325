"""Keeping large pictures out of the way of parsers.

Between a page's content and its finished HTML, MkDocs and the search index parse the content again; an
inline SVG has thousands of elements and nothing to find. It is taken out and put back at the end.
"""

from __future__ import annotations

import hashlib
import re

_taken: dict[str, str] = {}


def take_out(html: str) -> str:
    """Replaces each SVG by a small mark."""

    def mark(found: re.Match[str]) -> str:
        name = hashlib.sha256(found[0].encode()).hexdigest()[:16]
        _taken[name] = found[0]
        return f"<!--picture {name}-->"

    return re.sub(r"<svg\b(?=[^>]* width=)[^>]*>.*?</svg>", mark, html, flags=re.DOTALL)


def put_back(html: str) -> str:
    """Replaces the marks by their pictures."""
    return re.sub(r"<!--picture (\w+)-->", lambda found: _taken[found[1]], html)
