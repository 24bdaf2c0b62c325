"""Texts of figures as messages: "lr 0.01" is the message "lr {0}" with the value "0.01".

Maths between dollar signs is part of the message and is never taken apart. Braces that a text holds outside of it are
doubled in its message, as in Python's own format strings, so that every text comes back from its message as it was.
"""

from __future__ import annotations

import re

_MATHS = re.compile(r"(?<!\\)(\$(?:\\.|[^$\\])+\$)")
_NUMBER = re.compile(r"(?<![\w{.])[-−+]?\d+(?:[.,]\d+)*(?:[eE][-+]?\d+)?(?![\w}])|[{}]")
_SLOT = re.compile(r"\{\{|\}\}|\{(\d+)\}")


def message_of(text: str) -> tuple[str, list[str]]:
    """Splits a text into its message and the numbers in it."""
    values: list[str] = []

    def take(found: re.Match[str]) -> str:
        if found[0] in "{}":
            return found[0] * 2
        values.append(found[0])
        return f"{{{len(values) - 1}}}"

    parts = _MATHS.split(text)
    parts[::2] = [_NUMBER.sub(take, part) for part in parts[::2]]
    return "".join(parts), values


def fill(message: str, values: list[str]) -> str:
    """Puts the numbers into a message, as they were written."""

    def put(found: re.Match[str]) -> str:
        if found[1] is None:
            return found[0][0]
        number = int(found[1])
        return values[number] if number < len(values) else found[0]

    parts = _MATHS.split(message)
    parts[::2] = [_SLOT.sub(put, part) for part in parts[::2]]
    return "".join(parts)


def slots(message: str) -> set[str]:
    """The numbers of the values that a message has places for."""
    return {found for part in _MATHS.split(message)[::2] for found in _SLOT.findall(part) if found}


def needs_translation(message: str) -> bool:
    """Whether a message holds a word: two letters in a row outside maths."""
    return re.search(r"[^\W\d_]{2}", "".join(_MATHS.split(message)[::2])) is not None
