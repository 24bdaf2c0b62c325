"""How the process of a program ends: as Python's, but for the second that it takes to take PyTorch down."""

from __future__ import annotations

import atexit
import contextlib
import gc
import io
import os
import signal
import sys
from typing import Any


class Ending:
    """The last thing that `atexit` calls, so make it before anything else is imported.

    By then threads have ended and all that the program registered has been called. What is left is that the names of
    `__main__` lose their values, so that files are written.
    """

    def __init__(self) -> None:
        self._process: int | None = None
        self._code = 0
        self._namespace: dict[str, Any] | None = None
        atexit.register(self._end)

    def begin(self, status: Any, namespace: dict[str, Any] | None, interrupted: bool = False) -> None:
        """Notes what this process will end with; it must now leave by `SystemExit(status)`.

        Args:
            status: As `sys.exit` takes it.
            namespace: Of `__main__`; None lets Python itself end all, which takes its time.
            interrupted: Whether it ends as by Ctrl-C.
        """
        self._process, self._namespace = os.getpid(), namespace
        self._code = status & 0xFF if isinstance(status, int) else int(status is not None)
        if interrupted:
            self._code = -signal.SIGINT

    def _end(self) -> None:
        if os.getpid() != self._process or self._namespace is None:  # a child of the program, or all by Python
            return
        for name in [name for name in self._namespace if name != "__builtins__"]:
            self._namespace[name] = None
        gc.collect()
        files = [each for each in gc.get_objects() if issubclass(type(each), io.IOBase)]  # that hang on other modules
        for file in (*files, sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):
                file.flush()
        if self._code < 0:
            signal.signal(-self._code, signal.SIG_DFL)
            os.kill(os.getpid(), -self._code)
        os._exit(self._code)


def kill_group(process: int) -> None:
    """Ends a process that leads a group, and the group; where there are none, its descendants."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process, signal.SIGKILL)
        return
    import psutil

    try:
        leader = psutil.Process(process)
        for each in [*leader.children(recursive=True), leader]:
            each.kill()
    except psutil.NoSuchProcess:
        pass
