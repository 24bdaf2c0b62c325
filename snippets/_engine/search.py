"""Chinese search: the words that an index is cut into, and the browser's side of the cutting.

Material cuts Chinese text into words with jieba when it writes the index, and the query by greedy
matching against the words of the index. Two things are mended here: jieba does not know the terms of
the course, and the browser's matching leaves out the last character of a query, so that "学习率" looked
for "学习" alone.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .errors import CourseError

# Worker of Material 9.8.1: what its function `segment` says, and what it should say.
_SEGMENT = (
    ("new Uint16Array(t.length)", "new Uint16Array(t.length).fill(1)"),  # an unknown character is a word
    ("for(let o=s+1;o<t.length;o++)", "for(let o=s+1;o<=t.length;o++)"),  # the last character counts
    ("n[a]&&a<t.length-1&&", "n[a]&&a<t.length&&"),
)


def add_words(words: Iterable[str]) -> None:
    """Lets jieba keep these words whole."""
    jieba = _jieba()
    for word in words:
        jieba.add_word(word)


def cut(text: str) -> list[str]:
    """The words of a Chinese text; together they are the text."""
    return list(_jieba().cut(text, HMM=False))


def _jieba() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it imports pkg_resources
        import jieba
    jieba.setLogLevel(logging.WARNING)
    return jieba


def mend_worker(site: Path) -> None:
    """Mends the search workers in a built site; does nothing to mended ones.

    Raises:
        CourseError: Material has another worker than this module knows.
    """
    for worker in site.glob("**/assets/javascripts/workers/search.*.min.js"):
        text = worker.read_text("utf-8")
        for old, new in _SEGMENT:
            if new in text:
                continue
            if old not in text:
                raise CourseError(
                    f"{worker.name} is not the search worker of mkdocs-material 9.8.1",
                    path=__file__,
                    remedy="Look at its function `segment` and bring _SEGMENT up to date",
                )
            text = text.replace(old, new)
        worker.write_text(text, "utf-8")
