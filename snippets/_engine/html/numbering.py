"""Numbers of figures, by which one can speak of them: 图 2.3 is the third one of part 2."""

from __future__ import annotations

import itertools
import re

from ..words import TEXTS

_CAPTION = re.compile(r'(<figure class="result"(?:(?!</figure>).)*?<figcaption>\s*<p>)', re.DOTALL)


def with_numbers(html: str, part: int, language: str) -> str:
    """Puts its number before the caption of each figure of a chapter.

    Args:
        html: The chapter's content.
        part: Number of the chapter.
        language: "zh" or "en".
    """
    counted = itertools.count(1)

    def number(caption: re.Match[str]) -> str:
        return f'{caption[1]}<span class="number">{TEXTS[language]["number"].format(part, next(counted))}</span> '

    return _CAPTION.sub(number, html)
