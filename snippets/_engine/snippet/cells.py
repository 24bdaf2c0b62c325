"""The cells of a snippet: percent cells with names.

Format: https://jupytext.readthedocs.io/en/latest/formats-scripts.html#the-percent-format
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import CourseError

MARKER = re.compile(r"# %%(?: +(?P<kind>\[markdown\]))?(?: +(?P<name>\S.*?))? *$")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Cell:
    """One cell: its name, its text, and the line of the file on which the text begins."""

    name: str
    source: str
    line: int
    markdown: bool = False


def cells(path: Path, text: str) -> Iterator[Cell]:
    """The cells of a program.

    Args:
        path: Its file.
        text: Its text, whose lines end as Python has them: with `\\n` alone, once the file is read.

    Raises:
        CourseError: A null byte, an unnamed or repeated cell, or code before the first marker or in a Markdown cell.
    """
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if "\0" in line:
            raise CourseError("holds a null byte", path=path, line=number, remedy="Take it out")
    marked = [(number, match) for number, line in enumerate(lines, 1) if (match := MARKER.match(line))]
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


def check_syntax(path: Path, text: str, cells: tuple[Cell, ...]) -> None:
    """Sees that a program is one, and that each code cell holds whole statements of it.

    Args:
        path: Its file.
        text: Its text.
        cells: Its cells.

    Raises:
        CourseError: Python does not read it.
    """
    code = [cell for cell in cells if not cell.markdown]
    for cell in code:
        try:
            ast.parse(cell.source)
        except SyntaxError as error:
            raise _wrong(error, cell, cell.line, path) from error
    try:
        compile(text, path.name, "exec", dont_inherit=True)  # finds a `return` outside a function too
    except SyntaxError as error:
        above = [cell for cell in code if cell.line <= (error.lineno or 1)]
        raise _wrong(error, above[-1] if above else code[0], 1, path) from error


def _wrong(error: SyntaxError, cell: Cell, first: int, path: Path) -> CourseError:
    return CourseError(
        f"syntax error in cell `{cell.name}`: {error.msg}",
        path=path,
        line=first + (error.lineno or 1) - 1,
        remedy="Mend the line",
        detail=(error.text or "").strip(),
    )
