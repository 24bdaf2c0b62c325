"""Texts of figures as messages: "lr 0.01" is the message "lr {0}" with the value "0.01".

Maths between dollar signs is part of the message and is never taken apart.
"""

from __future__ import annotations

import re

_MATHS = re.compile(r"(?<!\\)(\$(?:\\.|[^$\\])+\$)")
_NUMBER = re.compile(r"(?<![\w{.])[-−+]?\d+(?:[.,]\d+)*(?:[eE][-+]?\d+)?(?![\w}])")

SLOT = re.compile(r"\{(\d+)\}")


def message_of(text: str) -> tuple[str, list[str]]:
    """Splits a text into its message and the numbers in it."""
    values: list[str] = []

    def take(number: re.Match[str]) -> str:
        values.append(number[0])
        return f"{{{len(values) - 1}}}"

    parts = _MATHS.split(text)
    parts[::2] = [_NUMBER.sub(take, part) for part in parts[::2]]
    return "".join(parts), values


def fill(message: str, values: list[str]) -> str:
    """Puts the numbers into a message, with a minus sign for the hyphen that Python writes."""
    parts = _MATHS.split(message)
    parts[::2] = [SLOT.sub(lambda slot: _value(values, slot), part) for part in parts[::2]]
    return "".join(parts)


def _value(values: list[str], slot: re.Match[str]) -> str:
    number = int(slot[1])
    return values[number].replace("-", "−", 1) if number < len(values) else slot[0]


def needs_translation(message: str) -> bool:
    """Whether a message holds a word: two letters in a row outside maths."""
    return re.search(r"[^\W\d_]{2}", "".join(_MATHS.split(message)[::2])) is not None
