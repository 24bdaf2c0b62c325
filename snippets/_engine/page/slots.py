"""What goes through Markdown untouched: values, and blocks of HTML and code, each as a word that means nothing to it.

A slot is a word of noncharacters, which Unicode keeps for use inside of programs. Whatever it holds, no parser takes a
part of it for markup or loses a blank or a tab of it. It is written out where it has arrived: by `html.slots` in HTML,
by `plain` in Markdown.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec
from msgspec import Struct

_DIGITS = "".join(map(chr, range(0xFDD1, 0xFDE1)))
_TO_DIGITS = str.maketrans("0123456789abcdef", _DIGITS)
_FROM_DIGITS = str.maketrans(_DIGITS, "0123456789abcdef")

SIGNS = "".join(map(chr, range(0xFDD0, 0xFDF0)))  # all that slots are written with, and the rest of their kind
SLOT = re.compile(f"\ufdd0[{_DIGITS}]+\ufdef")


class Value(Struct, frozen=True, tag=True):
    """A text that is no markup, such as a fact as it is written.

    Attributes:
        line: Where it is quoted.
        text: What is written.
        power: The exponent of the ten at the end of the text, if it has one.
        name: "topic/name.fact".
        kind: "fact", "pending" (what stands for a fact that is still to come), "wrong" (an error in place of
            something) or "text".
    """

    line: int
    text: str
    power: str = ""
    name: str = ""
    kind: Literal["fact", "pending", "wrong", "text"] = "fact"

    @property
    def plain(self) -> str:
        """It as characters."""
        return f"{self.text}^{self.power}" if self.power else self.text


class Code(Struct, frozen=True):
    """A block of code or output.

    Attributes:
        text: Its characters.
        language: What highlights it.
        title: What stands above it, if anything.
        copied: Whether it has a button that copies it.
    """

    text: str
    language: str
    title: str = ""
    copied: bool = True


Part = str | Code


class Html(Struct, frozen=True, tag=True):
    """What a directive shows: HTML, and the code in it.

    Attributes:
        line: Where the directive stands.
        parts: HTML and code in order.
    """

    line: int
    parts: list[Part]


Slot = Value | Html


def write(slot: Slot) -> str:
    """A slot as a word."""
    return f"\ufdd0{msgspec.json.encode(slot).hex().translate(_TO_DIGITS)}\ufdef"


def text(characters: str) -> str:
    """A word for a text that is no markup, such as the title of a page."""
    return write(Value(1, characters, kind="text"))


def read(word: str) -> Slot:
    """The slot of a word that `SLOT` matches."""
    return msgspec.json.decode(bytes.fromhex(word[1:-1].translate(_FROM_DIGITS)), type=Slot)
