"""The fork server: a process that has imported PyTorch, and forks for each snippet.

It reads the path of a job a line from standard input and answers `<path> <process>` when it has forked and
`<path> <process> <exit code>` when the child is gone. It ends, with all its children, when standard input is
closed, however its parent died. With the path of a job as argument it is not a server, but runs that job.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import sys
import traceback
from pathlib import Path

from ..process import kill_group
from ..result import decode
from .cells import execute
from .figures import apply_style
from .job import Job


def _run(path: str) -> None:
    execute(decode(Path(path).read_text(encoding="utf-8"), Job))


def _serve() -> None:
    import torchvision.transforms  # noqa: F401 - for the children, as all that is imported above

    apply_style()  # reads the fonts once
    wake, waker = os.pipe()
    os.set_blocking(waker, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
    children: dict[int, str] = {}
    pending = b""
    try:
        while True:
            ready, _, _ = select.select([0, wake], [], [])
            if wake in ready:
                os.read(wake, 4096)
                while children:
                    pid, status = os.waitpid(-1, os.WNOHANG)
                    if pid == 0:
                        break
                    kill_group(pid)  # what it left running
                    path = children.pop(pid)
                    os.write(1, f"{path}\t{pid}\t{os.waitstatus_to_exitcode(status)}\n".encode())
            if 0 in ready:
                received = os.read(0, 65536)
                if not received:
                    return
                *paths, pending = (pending + received).split(b"\n")
                for path in (part.decode() for part in paths):
                    pid = _fork(path, wake, waker)
                    children[pid] = path
                    os.write(1, f"{path}\t{pid}\n".encode())
    finally:
        for pid, path in children.items():
            kill_group(pid)
            os.waitpid(pid, 0)
            shutil.rmtree(Path(path).parent, ignore_errors=True)


def _fork(path: str, *descriptors: int) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        for descriptor in descriptors:
            os.close(descriptor)
        _run(path)
        code = 0
    except BaseException:
        traceback.print_exc(file=open(2, "w", closefd=False))  # noqa: SIM115
    finally:
        os._exit(code)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _run(sys.argv[1])
    else:
        _serve()
        os._exit(0)  # spares a second of taking PyTorch down
