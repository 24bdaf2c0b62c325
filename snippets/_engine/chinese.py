"""The words of Chinese text, as jieba cuts it: for the search, and for terms that begin and end where words do."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable
from typing import Any


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
