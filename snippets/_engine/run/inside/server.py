"""The fork servers: processes that have imported what programs begin with, and fork for each.

A server reads lines `<job> <modules>` and forks when it has imported just those modules. Where one is missing it
hands the line to a server of its own that has imported that one too: so a program finds in place what it imports
itself, and nothing else. It answers `<job> <process>` when it has forked and `<job> <process> <exit code>` when
the child is gone. It ends, with all its children, when its input is closed, however its parent died.

Its argument is the descriptor for the answers. With the path of a job as argument this is not a server, but runs that
job.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import shutil
import signal
import sys
from typing import NoReturn

from .ending import Ending, kill_group
from .program import run


class Server:
    """A process that forks for the programs that begin with the modules that it has imported.

    Args:
        requests: A descriptor to read from.
        answers: A descriptor to write to, shared by all servers.
        loaded: The modules that are imported.
    """

    def __init__(self, requests: int, answers: int, loaded: tuple[str, ...] = ()) -> None:
        self._requests, self._answers, self._loaded = requests, answers, loaded
        self._wake, self._waker = os.pipe()
        os.set_blocking(self._waker, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)
        self._children: dict[int, str] = {}
        self._servers: dict[str, tuple[int, int]] = {}  # by the module that it has imported besides: process, its input

    def serve(self) -> str:
        """Serves until the input is closed; returns in each child, with the path of its job."""
        received = b""
        while True:
            ready, _, _ = select.select([self._requests, self._wake], [], [])
            if self._wake in ready:
                os.read(self._wake, 4096)
                self._reap()
            if self._requests in ready:
                part = os.read(self._requests, 65536)
                if not part:
                    self._end()
                *lines, received = (received + part).split(b"\n")
                for line in lines:
                    if job := self._take(line):
                        return job

    def _take(self, line: bytes) -> str | None:
        """Forks for a request, or hands it on."""
        job, _, modules = line.decode().partition("\t")
        missing = next((module for module in modules.split() if module not in self._loaded), None)
        if missing is None:
            if not job:  # the modules were wanted, for programs to come
                return None
            if process := os.fork():
                self._children[process] = job
                os.write(self._answers, f"{job}\t{process}\n".encode())
                return None
            self._leave()
            os.close(self._answers)
            os.setsid()
            return job
        if missing not in self._servers:
            requests, to_it = os.pipe()
            process = os.fork()
            if not process:
                os.close(to_it)
                self._leave()
                _load(missing)
                return Server(requests, self._answers, (*self._loaded, missing)).serve()
            os.close(requests)
            self._servers[missing] = process, to_it
        os.write(self._servers[missing][1], line + b"\n")
        return None

    def _leave(self) -> None:
        """Takes what belongs to this server out of a fork of it."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for descriptor in (self._requests, self._wake, self._waker, *(pipe for _, pipe in self._servers.values())):
            os.close(descriptor)

    def _reap(self) -> None:
        while self._children or self._servers:
            process, status = os.waitpid(-1, os.WNOHANG)
            if process == 0:
                return
            if process not in self._children:  # a server died: let the parent see it
                self._end(1)
            kill_group(process)  # what it left running
            job = self._children.pop(process)
            os.write(self._answers, f"{job}\t{process}\t{os.waitstatus_to_exitcode(status)}\n".encode())

    def _end(self, code: int = 0) -> NoReturn:
        for _, pipe in self._servers.values():
            os.close(pipe)
        for process in self._children:
            kill_group(process)
        for process in (*self._children, *(process for process, _ in self._servers.values())):
            with contextlib.suppress(ChildProcessError):
                os.waitpid(process, 0)
        for job in self._children.values():
            shutil.rmtree(os.path.dirname(job), ignore_errors=True)
        os._exit(code)


def _load(module: str) -> None:
    """Imports a module for children, who will find out themselves if it cannot be."""
    with contextlib.suppress(Exception):
        __import__(module)
    if module == "matplotlib.pyplot":
        from .figures import apply_style

        apply_style()  # reads the fonts once
    gc.collect()
    gc.freeze()  # children need not look at all this again


def main() -> None:
    """Runs the job that the argument names, or serves."""
    ending = Ending()
    if not sys.argv[1].isdecimal():
        run(sys.argv[1], ending)
    run(Server(os.dup(0), int(sys.argv[1])).serve(), ending)
