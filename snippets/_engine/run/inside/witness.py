"""What is seen of a program while it runs: whether it sees its own text, and errors that Python reports and goes on."""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Callable
from typing import Any

from .job import FAR, TROUBLE, Job

_LINES = re.compile(r"\b(?:__traceback__|exc_info|tb_lineno|f_lineno|co_firstlineno|co_lines|co_positions|lineno)\b")
_STANDARD = os.path.dirname(os.__file__)
_COMMANDS = ("subprocess.Popen", "os.posix_spawn", "os.exec", "os.spawn", "os.system")


class Witness:
    """Watches a program from now on.

    Args:
        job: The job, whose program has not begun.

    Attributes:
        saw_text: Whether the program may know its comments and line numbers: it reads its own file, asks for a frame
            of its own, names an attribute that holds a line number, or starts a Python that may do all that.
    """

    def __init__(self, job: Job) -> None:
        self._file = os.path.basename(job.program)
        self._program = job.program
        trouble = os.open(os.path.join(job.folder, TROUBLE), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._trouble = os.dup2(trouble, FAR + 1, inheritable=False)
        os.close(trouble)
        with open(job.program, encoding="utf-8-sig") as file:
            self.saw_text = _LINES.search(file.read()) is not None
        sys.addaudithook(self._audit)
        # Under both names: a program may put back what it takes for Python's own.
        threading.excepthook = threading.__excepthook__ = self._noting(threading.excepthook, "a thread raised")
        ignored = self._noting(sys.unraisablehook, "an exception was ignored:")
        sys.unraisablehook = sys.__unraisablehook__ = ignored  # type: ignore[misc]

    def _audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.saw_text:
            return
        if event == "open":
            path = arguments[0]
            if isinstance(path, str | bytes) and os.path.basename(os.fsdecode(path)) == self._file:
                self.saw_text = self._asked()
        elif event == "sys._getframe":
            self.saw_text = bool(arguments) and arguments[0].f_code.co_filename == self._program
        elif event == "os.fork":
            self.saw_text = True
        elif event in _COMMANDS:
            self.saw_text = "python" in str(arguments)

    def _asked(self) -> bool:
        """Whether the program wants what is being done; PyTorch reads it for messages that it may never write."""
        frame = sys._getframe(1)
        while (frame := frame.f_back) is not None:
            file = frame.f_code.co_filename
            if file == self._program:
                return True
            if not file.startswith((_STANDARD, "<frozen")) or "site-packages" in file:
                return False
        return True

    def _noting(self, hook: Callable[[Any], Any], what: str) -> Callable[[Any], Any]:
        """A hook that notes what is reported, besides what Python does."""

        def noted(report: Any, write: Callable[[int, bytes], int] = os.write) -> Any:
            hook(report)
            if report.exc_type is SystemExit:
                return
            line, trace = "", report.exc_traceback
            while trace is not None:
                if trace.tb_frame.f_code.co_filename == self._program:
                    line = str(trace.tb_lineno)
                trace = trace.tb_next
            name = report.exc_type.__name__
            text = f"{what} {name}" if report.exc_value is None else f"{what} {name}: {report.exc_value}"
            # The interpreter may be half gone: no more than this.
            write(self._trouble, f"{line}\t{' '.join(text.split())}\n".encode("utf-8", "backslashreplace"))

        return noted
