"""Reading a snippet: percent cells with names, and comments.

Format: https://jupytext.readthedocs.io/en/latest/formats-scripts.html#the-percent-format
"""

from __future__ import annotations

import ast
import hashlib
import io
import re
import tokenize
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..errors import CourseError
from .metadata import Metadata, line_of, metadata

_MARKER = re.compile(r"# %%(?: +(?P<kind>\[markdown\]))?(?: +(?P<name>\S.*?))? *$")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Cell:
    """One cell: its name, its text, and the line of the file on which the text begins."""

    name: str
    source: str
    line: int
    markdown: bool = False


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
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CourseError(f"cannot be read: {error}", path=path, remedy="Save it as UTF-8") from error
    name = name or f"{path.parent.name}/{path.stem}"
    cells = tuple(_cells(path, text))
    for cell in cells:
        if not cell.markdown:
            syntax_tree(cell, path)
    return Snippet(name, path, text, cells, metadata(path, text, [cell.name for cell in cells if not cell.markdown]))


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


def syntax_tree(cell: Cell, path: Path) -> ast.Module:
    """The syntax tree of a code cell, with the line numbers of the file."""
    try:
        tree = ast.parse(cell.source)
        compile(tree, path.name, "exec", dont_inherit=True)  # finds a `return` outside a function too
    except (SyntaxError, ValueError) as error:
        if not isinstance(error, SyntaxError):  # a null byte
            error = SyntaxError(str(error))
        line = cell.line + (error.lineno or 1) - 1
        raise CourseError(
            f"syntax error in cell `{cell.name}`: {error.msg}",
            path=path,
            line=line,
            remedy="Mend the line",
            detail=(error.text or "").strip(),
        ) from error
    return ast.increment_lineno(tree, cell.line - 1)


def _cells(path: Path, text: str) -> Iterator[Cell]:
    lines = text.splitlines()
    marked = [(number, match) for number, line in enumerate(lines, 1) if (match := _MARKER.match(line))]
    if not marked:
        raise CourseError("has no cell", path=path, line=1, remedy="Begin a cell with `# %% name`")
    for number, line in enumerate(lines[: marked[0][0] - 1], 1):
        if line.strip() and not line.startswith("#"):
            raise CourseError(
                "code before the first cell", path=path, line=number, remedy="Begin a cell with `# %% name`"
            )
    seen: dict[str, int] = {}
    ends = [number for number, _ in marked[1:]] + [len(lines) + 1]
    for (number, match), end in zip(marked, ends, strict=True):
        body = lines[number : end - 1]
        while body and not body[-1].strip():
            body.pop()
        skipped = 0
        while body and not body[0].strip():
            body.pop(0)
            skipped += 1
        markdown = match["kind"] is not None
        if markdown:
            for index, row in enumerate(body):
                if row.strip() and not row.startswith("#"):
                    raise CourseError(
                        "code in a Markdown cell",
                        path=path,
                        line=number + 1 + skipped + index,
                        remedy="Begin the line with `# `, or begin a cell with `# %% name`",
                    )
            body = [re.sub(r"^# ?", "", line) for line in body]
        name = match["name"] or ("markdown" if markdown else "")
        if not markdown:
            if not _NAME.fullmatch(name):
                raise CourseError(
                    f"cell without a name that can be an identifier: {name!r}",
                    path=path,
                    line=number,
                    remedy="Write `# %% name` with lower-case letters, digits and underscores",
                )
            if name in seen:
                raise CourseError(
                    f"cell `{name}` is named twice, first on line {seen[name]}",
                    path=path,
                    line=number,
                    remedy="Give one of them another name",
                )
            seen[name] = number
        yield Cell(name, "\n".join(body), number + 1 + skipped, markdown)


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
        if column == 0 and (marker := _MARKER.match(token.string)):
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
