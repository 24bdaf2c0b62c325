"""The one kind of error that the engine shows to its user."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path


class CourseError(Exception):
    """Something an author can mend, said with its place and its remedy.

    Args:
        what: What is wrong, one sentence without a full stop.
        path: File that has to be changed, if there is one.
        line: Line in that file, counted from 1.
        remedy: What to do about it, one sentence without a full stop.
        detail: Text shown below the message, such as a traceback.
    """

    def __init__(
        self,
        what: str,
        *,
        path: Path | str | None = None,
        line: int | None = None,
        remedy: str = "",
        detail: str = "",
    ) -> None:
        self.what, self.path, self.line, self.remedy, self.detail = what, path, line, remedy, detail
        super().__init__(str(self))

    @property
    def place(self) -> str:
        """`file:line`, relative to the current folder where the file lies in it."""
        if self.path is None:
            return ""
        return shown(self.path) + (f":{self.line}" if self.line else "")

    def __str__(self) -> str:
        message = ": ".join(part for part in (self.place, self.what) if part)
        if self.remedy:
            message += f". {self.remedy}"
        if self.detail:
            message += "\n" + "\n".join("    " + line for line in self.detail.rstrip().splitlines())
        return message


def shown(path: Path | str) -> str:
    """A path for a reader: relative to the current folder where it lies in it."""
    path, here = Path(path), Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def nearest(word: str, known: Iterable[str]) -> str:
    """A remedy that names what was probably meant."""
    known = sorted(known)
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.4)
    if close:
        return f"Did you mean {close[0]!r}?"
    return f"Known: {', '.join(known)}" if known else "There is none yet"
