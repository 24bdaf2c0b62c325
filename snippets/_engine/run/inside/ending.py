"""How the process of a program ends: as Python's, but for the second that it takes to take PyTorch down."""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import signal
import sys
from typing import Any


class Ending:
    """The last thing that `atexit` calls, so make it before anything else is imported.

    By then threads have ended and all that the program registered has been called. What is left is what Python does
    with the names of `__main__`: they lose their values, and finalisers may print.
    """

    def __init__(self) -> None:
        self._process: int | None = None
        self._code = 0
        self._namespace: dict[str, Any] = {}
        atexit.register(self._end)

    def begin(self, status: Any, namespace: dict[str, Any]) -> None:
        """Notes what this process will end with; it must now leave by `SystemExit(status)`.

        Args:
            status: As `sys.exit` takes it.
            namespace: Of `__main__`.
        """
        self._process, self._namespace = os.getpid(), namespace
        self._code = status & 0xFF if isinstance(status, int) else int(status is not None)

    def _end(self) -> None:
        if os.getpid() != self._process:  # a child of the program
            return
        namespace = self._namespace
        names = [name for name in namespace if name != "__builtins__"]
        for name in sorted(names, key=lambda name: not (name.startswith("_") and name[1:2] != "_")):
            namespace[name] = None
        gc.collect()
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):
                stream.flush()
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
