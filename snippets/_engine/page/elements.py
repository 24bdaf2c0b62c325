"""HTML around code, put together where the page is written and highlighted where it is finished."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from .slots import Part


def element(tag: str, *content: Part | Iterable[Part], **attributes: str) -> list[Part]:
    """An element whose content stands on lines of its own.

    Args:
        tag: Its name.
        *content: HTML and code, or elements.
        **attributes: Its attributes; an underscore stands for a hyphen, but at the end, where it goes.
    """
    parts: list[Part] = [f"<{tag}{_written(attributes)}>"]
    for each in content:
        parts += ["\n", *([each] if isinstance(each, Part) else each)]
    return [*parts, f"\n</{tag}>"]


def line(tag: str, content: str, **attributes: str) -> str:
    """An element in one line; arguments as for `element`, with HTML as content."""
    return f"<{tag}{_written(attributes)}>{content}</{tag}>"


def _written(attributes: dict[str, str]) -> str:
    named = sorted((key.removesuffix("_").replace("_", "-"), value) for key, value in attributes.items())
    return "".join(f' {key}="{escape(value)}"' for key, value in named)
