"""What a listing must copy, read from the snippet without the engine."""

from __future__ import annotations

import functools
import io
import re
import tokenize

from babel.messages.pofile import read_po

from .conftest import ROOT


@functools.cache
def expected_listing(name: str, cells: tuple[str, ...]) -> str:
    """Source of some cells of a snippet, as they stand in the file."""
    text = (ROOT / "snippets" / f"{name}.py").read_text("utf-8")
    parts = re.split(r"(?m)^# %% ?(.*)$", text)
    sources = {title.strip(): body.strip("\n") for title, body in zip(parts[1::2], parts[2::2], strict=True)}
    return "\n\n".join(sources[cell] for cell in cells)


def without_comments(source: str) -> list[str]:
    """The tokens of a program that Python acts on."""
    skipped = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
    return [
        token.string for token in tokenize.generate_tokens(io.StringIO(source).readline) if token.type not in skipped
    ]


def comments(source: str, language: str = "en") -> str:
    """The comments of a program, or their translation, without layout."""
    found: list[list[str]] = []
    last = -1
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT:
            continue
        alone = token.line.strip() == token.string
        text = token.string.removeprefix("#").strip()
        if alone and found and last == token.start[0] - 1:
            found[-1].append(text)
        else:
            found.append([text])
        last = token.start[0] if alone else -1
    texts = ["\n".join(lines) for lines in found]
    if language == "zh":
        texts = [_chinese().get(text, text) for text in texts]  # shapes need no translation
    return re.sub(r"\s", "", "".join(texts))


@functools.cache
def _chinese() -> dict[str, str]:
    with (ROOT / "snippets" / "zh.po").open("rb") as file:
        return {message.id: message.string for message in read_po(file) if message.id}
