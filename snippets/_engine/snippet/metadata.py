"""What a snippet says of itself, in its PEP 723 block.

Format: https://packaging.python.org/en/latest/specifications/inline-script-metadata/.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Annotated, Any, get_type_hints

from msgspec import Meta, Struct, ValidationError, convert
from packaging.requirements import InvalidRequirement, Requirement

from ..errors import CourseError, nearest

# The reference expression of the specification.
BLOCK = re.compile(r"(?m)^# /// (?P<type>[a-zA-Z0-9-]+)$\s(?P<content>(^#(| .*)$\s)+)^# ///$")
_OPENED = re.compile(r"(?m)^# ///\s*script\b")

# A plain name: in no other folder, not hidden.
FileName = Annotated[str, Meta(pattern=r"^\w[\w.-]*\Z")]


class Metadata(Struct, frozen=True, kw_only=True):
    """What a snippet asks for and gives.

    Attributes:
        dependencies: Requirements, as for pip.
        gpu: Needs a CUDA device.
        seconds: Time limit.
        memory: Memory limit in MB.
        data: Names of the data sets it reads.
        raises: Cell name to the beginning of the error that it must raise.
        diverges: Whether NaN and infinity may appear in its output and facts.
        saves: Names of the files that it leaves in its working folder for other snippets.
        inputs: Names of the snippets whose saved files it finds in its working folder.
        diagram: Whether it draws with the course's visual language, which no reader has: it may `import draw`, and is
            not offered to readers as a program.
    """

    dependencies: tuple[str, ...] = ()
    gpu: bool = False
    seconds: Annotated[float, Meta(gt=0)] = 60
    memory: Annotated[int, Meta(gt=0)] = 4096
    data: tuple[str, ...] = ()
    raises: dict[str, Annotated[str, Meta(min_length=1)]] = {}
    diverges: bool = False
    saves: tuple[FileName, ...] = ()
    inputs: tuple[str, ...] = ()
    diagram: bool = False


_FORMS = {  # what a key must be, with an example
    "gpu": ("true or false", "gpu = true"),
    "seconds": ("a number above 0", "seconds = 120"),
    "memory": ("a whole number of MB above 0", "memory = 6000"),
    "data": ("a list of names of data sets", 'data = ["mnist"]'),
    "raises": ("a table of cells and how their errors begin", 'raises = { train = "ValueError" }'),
    "diverges": ("true or false", "diverges = true"),
    "saves": ("a list of plain names of files", 'saves = ["cnn.pt"]'),
    "inputs": ("a list of names of snippets", 'inputs = ["cnn_basics/train"]'),
    "diagram": ("true or false", "diagram = true"),
}


def metadata(path: Path, text: str, cells: Collection[str]) -> Metadata:
    """Reads the metadata of a snippet; the defaults where it has no block.

    Args:
        path: The snippet's file.
        text: Its text.
        cells: The names of its code cells.

    Raises:
        CourseError: The block is not valid, or says what cannot be.
    """
    begin = _block_line(text)

    def broken(what: str, remedy: str, line: int = begin) -> CourseError:
        return CourseError(f"PEP 723 block: {what}", path=path, line=line, remedy=remedy)

    blocks = [block["content"] for block in BLOCK.finditer(text) if block["type"] == "script"]
    if len(blocks) > 1:
        raise broken("there are two", "Keep one")
    if not blocks:
        if _OPENED.search(text):
            raise broken("is not closed", "End it with a line `# ///`")
        return Metadata()
    content = re.sub(r"(?m)^# ?", "", blocks[0])
    try:
        block = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        what = re.sub(r" \(at .*\)$", "", str(error))
        raise broken(f"not valid TOML: {what}", "Mend the line", begin + int(at[1]) if at else begin) from error
    tool = block.get("tool", {})
    table = tool.get("snippet", {}) if isinstance(tool, dict) else None
    if not isinstance(table, dict):
        raise broken("[tool.snippet] is no table", "Write `[tool.snippet]` and the keys below it")

    def at_key(key: str, what: str, remedy: str) -> CourseError:
        return broken(what, remedy, line_of(key, text))

    values = {key: _value(key, value, at_key) for key, value in table.items()}
    for cell in values.get("raises", ()):
        if cell not in cells:
            raise at_key("raises", f"raises names an unknown cell {cell!r}", nearest(cell, cells))
    return Metadata(dependencies=_dependencies(block.get("dependencies", []), at_key), **values)


def line_of(key: str, text: str) -> int:
    """The line of a snippet on which its block names a key; the block's first, where that cannot be told."""
    begin = _block_line(text)
    named = re.compile(rf"#\s*(?:(?:tool\.)?snippet\.)?[\"']?{re.escape(key)}[\"']?\s*=|#\s*\[tool\.snippet\.{key}\]")
    for number, line in enumerate(text.split("\n")[begin - 1 :], begin):
        if named.match(line):
            return number
        if number > begin and line.startswith("# ///"):
            break
    return begin


def _block_line(text: str) -> int:
    opened = _OPENED.search(text)
    return text.count("\n", 0, opened.start()) + 1 if opened else 1


def _value(key: str, value: Any, broken: Callable[[str, str, str], CourseError]) -> Any:
    if key not in _FORMS:
        raise broken(key, f"unknown key {key!r} in [tool.snippet]", nearest(key, _FORMS))
    form, example = _FORMS[key]
    try:
        found = convert(value, get_type_hints(Metadata, include_extras=True)[key])
    except ValidationError as error:
        raise broken(key, f"{key} = {value!r} is not {form}", f"Write it like `{example}`") from error
    if isinstance(found, tuple) and len(set(found)) < len(found):
        raise broken(key, f"{key} = {value!r} names one twice", "Take one of them out")
    if key == "saves" and "data" in found:
        raise broken(key, "saves names `data`, the folder of the data sets", "Give the file another name")
    return found


def _dependencies(value: Any, broken: Callable[[str, str, str], CourseError]) -> tuple[str, ...]:
    if not isinstance(value, list):
        what = f"dependencies = {value!r} is no list"
        raise broken("dependencies", what, 'Write it like `dependencies = ["torch"]`')
    for requirement in value:
        try:
            Requirement(requirement)
        except (InvalidRequirement, TypeError) as error:
            what = f"{requirement!r} is not a requirement"
            raise broken("dependencies", what, 'Write it as for pip, such as "torch >= 2"') from error
    return tuple(value)
