"""The figures of a program, from the moment when it imports pyplot."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import ModuleType
from typing import TYPE_CHECKING

from .imports import AfterImport, Hidden
from .job import Job

if TYPE_CHECKING:
    from .figures import Recorder


class Recording:
    """Hands what is shown to a recorder.

    Args:
        job: The job, whose program has not begun.
        hidden: The engine's modules, which are hidden by then.
    """

    def __init__(self, job: Job, hidden: Hidden) -> None:
        self._job, self._hidden = job, hidden
        self._recorder: Recorder | None = None
        self._cell = ""
        self._lines: dict[str, int] = {}  # of the cells that began
        self._has_style = "matplotlib.pyplot" in sys.modules  # a fork server imported it and set the style
        AfterImport("matplotlib.pyplot", self._record)

    def _record(self, _: ModuleType) -> None:
        with self._hidden.seen():
            from .figures import Recorder, apply_style, record
        if not self._has_style:
            apply_style()
        self._recorder = Recorder(self._job.translations)
        record(self._recorder)
        self._recorder.begin(f"{self._job.name}:{self._cell}")

    def begin(self, cell: str, line: int) -> None:
        """Begins a cell."""
        self._cell = cell
        self._lines[cell] = line
        if self._recorder is not None:
            self._recorder.begin(f"{self._job.name}:{cell}")

    def taken(self) -> list[Mapping[str, str]]:
        """The figures that the cell has shown, each a mapping from language to SVG."""
        return self._recorder.taken() if self._recorder is not None else []

    def failure(self, last: bool) -> tuple[str, int, str] | None:
        """What is wrong with the figures of a cell that has ended: what, line, remedy.

        Args:
            last: Whether it is the last cell.
        """
        if self._recorder is None:
            return None
        if last:
            self._recorder.end()
        for what, remedy in self._recorder.failures:
            cells = [cell for cell in self._lines if f"`{cell}`" in what]
            return what, self._lines[cells[-1] if cells else self._cell], remedy
        return None

    @property
    def labels(self) -> dict[str, str]:
        """Every label message drawn, with the translation that was used."""
        return self._recorder.labels if self._recorder is not None else {}
