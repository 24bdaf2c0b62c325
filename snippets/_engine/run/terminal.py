"""What was written, as a reader may see it: a terminal's text without escape sequences, machine and engine."""

from __future__ import annotations

import re
import sys
import sysconfig
from pathlib import Path

import pyte

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ENGINE = re.escape(str(Path(__file__).resolve().parents[1]))
# A frame of a traceback, in a group of exceptions too: its line, and what stands below it.
_FRAME = re.compile(rf'(?m)^([ |]*)  File "{_ENGINE}[^"]*", line \d+, in .*\n(?:\1    .*\n)*')


def screen(text: str) -> str:
    """What a terminal that is as wide and high as needed shows when this has been written to it."""
    text = text.replace("\r\n", "\n")
    if not _CONTROL.search(text):
        return text
    rows = re.split(r"[\n\v\f]", text)
    terminal = pyte.Screen(2 * max(map(len, rows)) + 1, len(rows) + text.count("\x1b") + 1)
    pyte.Stream(terminal).feed(text.replace("\n", "\r\n"))  # as a terminal's driver writes it
    height = max([terminal.cursor.y, *terminal.buffer]) + 1
    lines = []
    for row in (terminal.buffer[number] for number in range(height)):
        lines.append("".join(row[column].data for column in range(max(row, default=-1) + 1)).rstrip())
    return "\n".join(lines)


class Places:
    """Takes out of texts what belongs to the machine.

    Args:
        work: The working folder of the run.
    """

    def __init__(self, work: Path) -> None:
        installed = {str(Path(sysconfig.get_path(name)).parent) for name in ("purelib", "platlib")}
        project = str(Path(__file__).resolve().parents[3])
        names = dict.fromkeys(installed | {sys.prefix, sys.base_prefix, project}, "...")
        names |= {str(work): ".", str(work.resolve()): ".", sys.executable: "python", str(Path.home()): "~"}
        places = sorted((place for place in names if len(place) > 1), key=len, reverse=True)
        self._names = names
        self._place = re.compile(rf"(?P<place>{'|'.join(map(re.escape, places))})(?P<rest>[/\\]|(?![\w-]))")

    def named(self, text: str) -> bool:
        """Whether the text names a path of the machine."""
        return self._place.search(text) is not None

    def without(self, text: str) -> str:
        """The text without paths of the machine and frames of the engine."""

        def name(found: re.Match[str]) -> str:
            short = self._names[found["place"]]
            return "" if short == "." and found["rest"] else short + found["rest"]

        return self._place.sub(name, _FRAME.sub("", text))
