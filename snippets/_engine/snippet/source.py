"""Reading a snippet: its text, its cells, its comments."""

from __future__ import annotations

import hashlib
import io
import re
import tokenize
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..errors import CourseError
from .cells import MARKER, Cell, cells, check_syntax
from .metadata import Metadata, line_of, metadata


@dataclass(frozen=True)
class Comment:
    """A comment, or a run of whole-line comments; `text` is without the number signs.

    `spans` holds (line, column of the number sign) of each of its lines, lines counted from 1.
    """

    text: str
    spans: tuple[tuple[int, int], ...]

    @property
    def line(self) -> int:
        return self.spans[0][0]


@dataclass(frozen=True)
class Snippet:
    """A parsed snippet; `name` is "topic/name"."""

    name: str
    path: Path
    text: str
    cells: tuple[Cell, ...]
    metadata: Metadata

    @property
    def title(self) -> str:
        """The heading of its first Markdown cell, or its name."""
        for cell in self.cells:
            if cell.markdown and (heading := re.match(r"# +(.+)", cell.source)):
                return heading[1].strip()
        return self.name.rpartition("/")[2]

    @property
    def code(self) -> dict[str, Cell]:
        """Its code cells by name."""
        return {cell.name: cell for cell in self.cells if not cell.markdown}

    def line_of(self, key: str) -> int:
        """The line on which its metadata name a key."""
        return line_of(key, self.text)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of its text."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """Its comments in order, without markers and the PEP 723 block."""
        return tuple(_comments(self.text))


def parse(path: Path, name: str | None = None, text: str | None = None) -> Snippet:
    """Reads a snippet.

    Args:
        path: The file.
        name: "topic/name"; by default the file's last folder and stem.
        text: Its text, when it is not to be read from the file.

    Raises:
        CourseError: The file cannot be read, has a syntax error, an unnamed or repeated cell, code
            before the first marker, or a PEP 723 block that is not valid.
    """
    if text is None:
        text = _text(path)
    name = name or f"{path.parent.name}/{path.stem}"
    parts = tuple(cells(path, text))
    check_syntax(path, text, parts)
    return Snippet(name, path, text, parts, metadata(path, text, [each.name for each in parts if not each.markdown]))


def _text(path: Path) -> str:
    """The text of a program as Python reads it: its lines end with "\n", and a byte order mark is no part of it."""
    remedy = "Save it as UTF-8"
    try:
        with path.open("rb") as file:
            encoding, first = tokenize.detect_encoding(file.readline)
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, SyntaxError) as error:
        raise CourseError(f"cannot be read: {error}", path=path, remedy=remedy) from error
    if encoding not in ("utf-8", "utf-8-sig"):
        remedy += ", and take the line out"
        raise CourseError(f"says that it is {encoding}", path=path, line=len(first), remedy=remedy)
    return text


def find(folder: Path) -> dict[str, Path]:
    """The snippets of a folder by name, in alphabetical order.

    A topic is a subfolder that does not begin with an underscore.
    """
    files = sorted(folder.glob("[!_]*/[!_]*.py"))
    return {f"{file.parent.name}/{file.stem}": file for file in files}


def load(folder: Path) -> dict[str, Snippet]:
    """Every snippet of a folder, parsed.

    Raises:
        CourseError: One of them cannot be read.
    """
    return {name: parse(path, name) for name, path in find(folder).items()}


def read(paths: Mapping[str, Path]) -> tuple[dict[str, Snippet], dict[str, CourseError]]:
    """Snippets, parsed, and why the others cannot be read.

    Args:
        paths: Their files by name.
    """
    snippets, errors = {}, {}
    for name, path in paths.items():
        try:
            snippets[name] = parse(path, name)
        except CourseError as error:
            errors[name] = error
    return snippets, errors


def _comments(text: str) -> Iterator[Comment]:
    markdown, script = False, False
    block: list[tuple[int, int, str]] = []

    def flush() -> Iterator[Comment]:
        if block:
            spans = tuple((line, column) for line, column, _ in block)
            yield Comment("\n".join(part for _, _, part in block), spans)
            block.clear()

    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type != tokenize.COMMENT:
            if token.type not in (tokenize.NL, tokenize.INDENT, tokenize.DEDENT):
                yield from flush()
            continue
        line, column = token.start
        if column == 0 and (marker := MARKER.match(token.string)):
            yield from flush()
            markdown = marker["kind"] is not None
            continue
        if column == 0 and token.string.startswith("# ///"):
            script = not script
            continue
        if script:
            continue
        part = re.sub(r"^# ?", "", token.string)
        whole_line = not token.line[:column].strip()
        # A blank line or another column ends a run; in a Markdown cell "#" alone is a blank line.
        follows = bool(block) and block[-1][0] == line - 1 and block[-1][1] == column and whole_line
        if not follows or (markdown and not part.strip()):
            yield from flush()
        if part.strip():
            block.append((line, column, part))
        if not whole_line:
            yield from flush()
    yield from flush()
