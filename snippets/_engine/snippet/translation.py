"""A snippet in the reader's language: its comments and headings; names of cells and code stay."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .source import Snippet, parse


def script(snippet: Snippet, language: str, chinese: Mapping[str, str]) -> str:
    """The program with its comments in a language."""
    return translated(snippet, chinese) if language == "zh" else snippet.text


def localized(snippet: Snippet, language: str, chinese: Mapping[str, str]) -> Snippet:
    """The snippet whose comments are in a language; names of cells and code stay."""
    if language == "en":
        return snippet
    return parse(snippet.path, snippet.name, script(snippet, language, chinese))


def translated(snippet: Snippet, chinese: Mapping[str, str]) -> str:
    """The text of a snippet with its comments in Chinese; what has no translation stays."""
    lines = snippet.text.split("\n")
    removed: set[int] = set()
    for comment in snippet.comments:
        translation = chinese.get(comment.text)
        if not translation:
            continue
        texts = re.split(r"\r\n?|\n", translation)  # Python ends a line at these
        if lines[comment.line - 1][: comment.spans[0][1]].strip():
            texts = [" ".join(texts)]  # it stands behind code
        # As many lines as the translation needs; a shorter one leaves no empty comments behind.
        for index, (line, column) in enumerate(comment.spans):
            head = lines[line - 1][:column]
            if index >= len(texts):
                removed.add(line)
            else:
                last = index == len(comment.spans) - 1
                rest = texts[index:] if last else texts[index : index + 1]
                lines[line - 1] = "\n".join(f"{head}# {text}".rstrip() for text in rest)
    return "\n".join(line for number, line in enumerate(lines, 1) if number not in removed)
