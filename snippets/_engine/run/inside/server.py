"""The fork servers: processes that have imported what programs begin with, and fork for each.

A server reads lines `<job> <modules>` and forks when it has imported just those modules. Where one is missing it
hands the line to a server of its own that has imported that one too: so a program finds in place what it imports
itself, and nothing else. It answers `<job> <process>` when it has forked and `<job> <process> <exit code>` when
the child is gone. It ends, with all its children, when its input is closed, however its parent died.

With the path of a job as argument this is not a server, but runs that job.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import shutil
import signal
import sys

from .ending import Ending, kill_group
from .program import run


def serve(requests: int, answers: int, loaded: tuple[str, ...] = ()) -> str:
    """Serves until the input is closed; returns in each child, with the path of its job.

    Args:
        requests: A descriptor to read from.
        answers: A descriptor to write to, shared by all servers.
        loaded: The modules that are imported.
    """
    wake, waker = os.pipe()
    os.set_blocking(waker, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
    children: dict[int, str] = {}
    servers: dict[str, tuple[int, int]] = {}  # by the module that it has imported besides: process, its input
    received = b""
    while True:
        ready, _, _ = select.select([requests, wake], [], [])
        if wake in ready:
            os.read(wake, 4096)
            _reap(children, servers, answers)
        if requests in ready:
            part = os.read(requests, 65536)
            if not part:
                _end(children, servers)
            *lines, received = (received + part).split(b"\n")
            for line in lines:
                job, _, modules = line.decode().partition("\t")
                missing = [module for module in modules.split() if module not in loaded]
                if missing and missing[0] in servers:
                    os.write(servers[missing[0]][1], line + b"\n")
                    continue
                below = os.pipe() if missing else None
                if process := os.fork():
                    if below is None:
                        children[process] = job
                        os.write(answers, f"{job}\t{process}\n".encode())
                    else:
                        os.close(below[0])
                        servers[missing[0]] = process, below[1]
                        os.write(below[1], line + b"\n")
                    continue
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                for descriptor in (requests, wake, waker, *(pipe for _, pipe in servers.values())):
                    os.close(descriptor)
                if below is None:
                    os.close(answers)
                    os.setsid()
                    return job
                os.close(below[1])
                _load(missing[0])
                return serve(below[0], answers, (*loaded, missing[0]))


def _load(module: str) -> None:
    """Imports a module for children, who will find out themselves if it cannot be."""
    with contextlib.suppress(Exception):
        __import__(module)
    if module == "matplotlib.pyplot":
        from .figures import apply_style

        apply_style()  # reads the fonts once
    gc.collect()
    gc.freeze()  # children need not look at all this again


def _reap(children: dict[int, str], servers: dict[str, tuple[int, int]], answers: int) -> None:
    while children or servers:
        process, status = os.waitpid(-1, os.WNOHANG)
        if process == 0:
            return
        if process not in children:  # a server died: let the parent see it
            _end(children, servers, 1)
        kill_group(process)  # what it left running
        job = children.pop(process)
        os.write(answers, f"{job}\t{process}\t{os.waitstatus_to_exitcode(status)}\n".encode())


def _end(children: dict[int, str], servers: dict[str, tuple[int, int]], code: int = 0) -> None:
    for _, pipe in servers.values():
        os.close(pipe)
    for process in children:
        kill_group(process)
    for process in (*children, *(process for process, _ in servers.values())):
        with contextlib.suppress(ChildProcessError):
            os.waitpid(process, 0)
    for job in children.values():
        shutil.rmtree(os.path.dirname(job), ignore_errors=True)
    os._exit(code)


def main() -> None:
    """Runs the job that the argument names, or serves."""
    ending = Ending()
    if len(sys.argv) > 1:
        run(sys.argv[1], ending)
    answers = os.dup(1)
    os.dup2(2, 1)  # what an import prints is no answer
    run(serve(os.dup(0), answers), ending)


if __name__ == "__main__":
    main()
