"""Pieces of Markdown that both forms of a page are put together from."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A formula in a line. A dollar opens one only if no space follows it, and closes one only if no space precedes it and
# no digit follows, so prices and shell prompts stay text.
FORMULA = r"(?<![\\$])\$(?![\s$])((?:\\.|[^$\\\x02])+?)(?<!\s)\$(?![\d$])"  # \x02: a code span, within Markdown

_PIECE = re.compile(
    rf"(?P<code>(?<![\\`])(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))|(?P<maths>(?<!\\)\$\$[^$\n]+\$\$|{FORMULA})"
)


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """What a line consists of, in order: ("text", …), ("code", …) with its ticks, ("maths", …) with its dollars."""
    end = 0
    for found in _PIECE.finditer(text):
        yield "text", text[end : found.start()]
        yield "code" if found["code"] else "maths", found[0]
        end = found.end()
    yield "text", text[end:]


def fence(text: str, info: str) -> str:
    """A fenced block of code, with as many backticks as its text needs."""
    ticks = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`{3,}", text)), default=0))
    return f"{ticks}{info}\n{text}\n{ticks}"


def wrapped(tag: str, content: str, *, depth: int = 3, **attributes: str) -> str:
    """Markdown within an HTML element, as a pymdownx block, which may stand indented inside an admonition.

    Args:
        tag: Its name.
        content: What it holds.
        depth: How many slashes: more than any block inside it.
        **attributes: Its attributes; an underscore stands for a hyphen, but at the end, where it goes.
    """
    named = ", ".join(f"{key.removesuffix('_').replace('_', '-')}: {_yaml(value)}" for key, value in attributes.items())
    return f"{'/' * depth} html | {tag}\n    attrs: {{{named}}}\n\n{content}\n\n{'/' * depth}"


def _yaml(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def quoted(text: str) -> str:
    """A quotation."""
    return "\n".join(f"> {row}" if row else ">" for row in text.split("\n"))


def row(cells: list[str]) -> str:
    """A row of a table."""
    return "| " + " | ".join(cells) + " |"


def span(text: str) -> str:
    """A span of code, with as many backticks as its text needs."""
    ticks = "`" * next(count for count in range(1, len(text) + 2) if count not in map(len, re.findall("`+", text)))
    room = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{room}{text}{room}{ticks}"


def escaped(text: str) -> str:
    """A text for a line of Markdown, of which nothing is taken for markup."""
    text = re.sub(r"[\\`*_\[\]<|~$\"']|&(?=#?\w+;)", r"\\\g<0>", text)
    return re.sub(r"^(\d+(?=[.)](?:\s|$))|(?=[#+=>:-]))", r"\1\\", text)  # what begins a list, a heading, a quotation
