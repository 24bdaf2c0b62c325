"""Pieces of Markdown that both forms of a page are put together from."""

from __future__ import annotations

import re


def fence(text: str, info: str) -> str:
    """A fenced block of code, with as many backticks as its text needs."""
    ticks = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`{3,}", text)), default=0))
    return f"{ticks}{info}\n{text}\n{ticks}"


def code(source: str, language: str, *, title: str = "", classes: str = "") -> str:
    """A fenced block of code that is highlighted, with a title and more classes (" .name")."""
    return fence(source, f" {{ .{language}{classes}" + (f' title="{title}"' if title else "") + " }")


def element(
    tag: str, content: str, *, id: str | None = None, depth: int = 3, raw: bool = False, **attributes: str
) -> str:
    """An HTML element as a pymdownx block, which may stand indented inside an admonition.

    Args:
        tag: Its name, with classes: "div.listing".
        content: What it holds: Markdown, or HTML where it is `raw`.
        id: Its id.
        depth: How many slashes: more than any block inside it.
        raw: Whether the content is HTML.
        **attributes: More attributes; an underscore stands for a hyphen.
    """
    name, *classes = tag.split(".")
    values = {key.replace("_", "-"): value for key, value in attributes.items()}
    if id:
        values["id"] = id
    if classes:
        values["class"] = " ".join(classes)
    options = ", ".join(f"{key}: {_yaml(value)}" for key, value in values.items())
    head = f"{'/' * depth} html | {name}\n    attrs: {{{options}}}\n"
    if raw:
        head += "    markdown: html\n"
    return f"{head}\n{content}\n\n{'/' * depth}"


def _yaml(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def quoted(text: str) -> str:
    """A quotation."""
    return "\n".join(f"> {row}".rstrip() for row in text.split("\n"))


def row(cells: list[str]) -> str:
    """A row of a table."""
    return "| " + " | ".join(cells) + " |"


def literal(text: str) -> str:
    """A text for a place where Markdown and HTML are read, of which nothing is taken for markup."""
    return re.sub(r"[^\w\s]|_", lambda sign: f"&#{ord(sign[0])};" if sign[0].isascii() else sign[0], text)
