"""The words of Chinese text, as jieba cuts it: for the search, and for terms that begin and end where words do."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterable
from typing import Any

_HAN = re.compile(
    "[\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+"
)


def add_words(words: Iterable[str]) -> None:
    """Lets jieba keep these words whole."""
    jieba = _jieba()
    for word in words:
        jieba.add_word(word)


def cut(text: str) -> list[str]:
    """The words of a Chinese text; together they are the text."""
    return list(_jieba().cut(text, HMM=False))


def marked(text: str) -> str:
    """The text with zero-width spaces around the words of its Chinese, cut as Material's search cuts them."""
    jieba = _jieba()
    return _HAN.sub(lambda found: "\u200b" + "\u200b".join(jieba.cut(found[0])) + "\u200b", text).strip("\u200b")


def _jieba() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it imports pkg_resources
        import jieba
    jieba.setLogLevel(logging.WARNING)
    return jieba
