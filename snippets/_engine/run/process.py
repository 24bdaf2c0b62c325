"""Processes for snippets: forked from a server that has imported what they begin with, or started anew.

A new interpreter needs seconds to import torch, torchvision and pyplot; a fork of a process that has
imported them needs milliseconds. Where a fork is not safe or not there (macOS, Windows, CUDA), every
snippet gets a new interpreter. Both begin in `inside.server`.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from .inside.ending import kill_group
from .inside.job import JOB, Job

PROJECT = Path(__file__).resolve().parents[3]  # where the engine can be imported
# Not as a module with -m, for which Python imports what a program would then find imported.
SERVER = ["-c", f"from {__package__}.inside.server import main; main()"]
FORKS = sys.platform == "linux"
# What an interpreter would show its user is an error here; what it hides stays hidden.
WARNINGS = ",".join(
    ["error"]
    + [f"ignore::{kind}Warning" for kind in ("Deprecation", "PendingDeprecation", "Import", "Resource")]
    + ["error::DeprecationWarning:__main__"]
)


class Child:
    """A running snippet."""

    def __init__(self) -> None:
        self.pid: int | None = None
        self.code: int | None = None  # exit code, negative for a signal
        self._started, self._gone = threading.Event(), threading.Event()

    def wait(self, timeout: float) -> bool:
        """Waits for the end; whether it has come."""
        return self._gone.wait(timeout)

    def wait_started(self, timeout: float) -> bool:
        """Waits until the process exists; whether it does."""
        return self._started.wait(timeout)

    def kill(self) -> None:
        """Ends the process and everything that it started."""
        if self.pid is not None:
            kill_group(self.pid)


class Launcher:
    """Starts a process for a job; a context manager that ends them all."""

    def __init__(self) -> None:
        self._server: subprocess.Popen[str] | None = None
        self._listener: threading.Thread | None = None
        self._children: dict[str, Child] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Launcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm_up(self, modules: Sequence[str] = ()) -> None:
        """Starts the servers, if this system has them, so that the first snippet need not wait for them.

        Args:
            modules: What they are to import.
        """
        if not FORKS:
            return
        with self._lock:
            if self._server is None or self._server.poll() is not None:
                self._end_server()  # what is left of one that died
                answers, to_us = os.pipe()
                self._server = subprocess.Popen(
                    [sys.executable, *SERVER, str(to_us)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,  # a file, as what takes its place in a run
                    pass_fds=[to_us],
                    text=True,
                    cwd=PROJECT,
                    env=environment(),
                    start_new_session=True,  # Ctrl-C reaches only us, and we end it
                )
                os.close(to_us)
                self._listener = threading.Thread(target=self._listen, args=(answers,), daemon=True)
                self._listener.start()
            if modules:
                self._ask("", modules)

    def _ask(self, job: str, modules: Sequence[str]) -> None:
        assert self._server is not None
        assert self._server.stdin is not None
        self._server.stdin.write(f"{job}\t{' '.join(modules)}\n")
        self._server.stdin.flush()

    def start(self, job: Job, modules: Sequence[str] = ()) -> Child:
        """Starts a job.

        Args:
            job: The job; its folder and program must exist.
            modules: What the program imports first, so that a process may be used that has it already.
        """
        path = str(Path(job.folder) / JOB)
        Path(path).write_text(json.dumps(job._asdict()), encoding="utf-8")
        child = Child()
        if FORKS and not job.gpu:
            self.warm_up()
            with self._lock:
                self._children[path] = child
                self._ask(path, modules)
            return child
        process = subprocess.Popen(
            [sys.executable, *SERVER, path],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            cwd=PROJECT,
            env=environment(job.gpu),
            start_new_session=True,
        )
        child.pid = process.pid
        child._started.set()

        def wait() -> None:
            child.code = process.wait()
            child._gone.set()

        threading.Thread(target=wait, daemon=True).start()
        return child

    def _listen(self, answers: int) -> None:
        with open(answers, encoding="utf-8") as lines:
            for line in lines:
                path, pid, *code = line.rstrip("\n").split("\t")
                child = self._children[path]
                child.pid = int(pid)
                child._started.set()
                if code:
                    child.code = int(code[0])
                    del self._children[path]
                    child._gone.set()
        for child in list(self._children.values()):  # the server died
            child.kill()
            child.code = child.code if child.code is not None else -signal.SIGKILL
            child._started.set()
            child._gone.set()

    def close(self) -> None:
        """Ends the server and whatever still runs."""
        for child in list(self._children.values()):
            child.kill()
        with self._lock:
            self._end_server()

    def _end_server(self) -> None:
        if self._server is not None and self._listener is not None:
            assert self._server.stdin is not None
            with contextlib.suppress(BrokenPipeError):
                self._server.stdin.close()
            self._server.wait()
            self._listener.join()
            self._children.clear()
            self._server = self._listener = None


def environment(gpu: bool = False) -> dict[str, str]:
    """The environment of a process that runs snippets."""
    variables = dict(os.environ)
    # One thread a process: as many snippets run at once as there are cores, and sums come in the same
    # order, with the same rounding, on every machine.
    variables.update(OMP_NUM_THREADS="1", MKL_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    variables.update(MPLBACKEND="agg", PYTHONHASHSEED="0")
    variables.update(PYTHONUTF8="1", PYTHONIOENCODING="utf-8", PYTHONUNBUFFERED="1")  # output in the order of writing
    variables["PYTHONWARNINGS"] = WARNINGS
    if not gpu:
        variables["CUDA_VISIBLE_DEVICES"] = ""
    return variables
