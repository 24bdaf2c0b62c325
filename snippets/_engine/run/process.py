"""Processes for snippets: forked from a server that has imported PyTorch, or started anew.

A new interpreter needs seconds to import torch, torchvision and pyplot; a fork of a process that has
imported them needs milliseconds. Where a fork is not safe or not there (macOS, Windows, CUDA), every
snippet gets a new interpreter.

`python -m snippets._engine.run.process` is the server: it reads the path of a job a line from standard
input and answers `<path> <process>` when it has forked and `<path> <process> <exit code>` when the child
is gone. It ends, with all its children, when standard input is closed, however its parent died.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path

from ..errors import ROOT
from .inside.cells import Job, execute

JOB = "job.json"
FORKS = sys.platform == "linux"
PRELOADED = ("torch", "torchvision", "torchvision.transforms", "matplotlib.pyplot", "numpy")


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
            _kill_group(self.pid)


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

    def warm_up(self) -> None:
        """Starts the server, if this system has one, so that the first snippet need not wait for it."""
        with self._lock:
            if FORKS and (self._server is None or self._server.poll() is not None):
                self._end_server()  # what is left of one that died
                self._server = subprocess.Popen(
                    [sys.executable, "-m", __spec__.name],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                    cwd=ROOT,
                    env=environment(),
                    start_new_session=True,  # Ctrl-C reaches only us, and we end it
                )
                self._listener = threading.Thread(target=self._listen, args=(self._server,), daemon=True)
                self._listener.start()

    def start(self, job: Job) -> Child:
        """Starts a job; its folder must exist."""
        path = str(Path(job.folder) / JOB)
        Path(path).write_text(json.dumps(asdict(job)), encoding="utf-8")
        child = Child()
        if FORKS and not job.gpu:
            self.warm_up()
            with self._lock:
                self._children[path] = child
                assert self._server is not None
                assert self._server.stdin is not None
                self._server.stdin.write(path + "\n")
                self._server.stdin.flush()
            return child
        process = subprocess.Popen(
            [sys.executable, "-m", __spec__.name, path],
            stdin=subprocess.DEVNULL,
            cwd=ROOT,
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

    def _listen(self, server: subprocess.Popen[str]) -> None:
        assert server.stdout is not None
        with server.stdout:
            for line in server.stdout:
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
    variables.update(MPLBACKEND="module://snippets._engine.run.inside.figures", PYTHONHASHSEED="0", PYTHONUTF8="1")
    variables.pop("PYTHONWARNINGS", None)
    if not gpu:
        variables["CUDA_VISIBLE_DEVICES"] = ""
    return variables


def _kill_group(pid: int) -> None:
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
        return
    import psutil

    try:
        process = psutil.Process(pid)
        for each in [*process.children(recursive=True), process]:
            each.kill()
    except psutil.NoSuchProcess:
        pass


def _run(path: str) -> None:
    job = json.loads(Path(path).read_text(encoding="utf-8"))
    job["cells"] = [tuple(cell) for cell in job["cells"]]
    execute(Job(**job))


def _serve() -> None:
    """The fork server's loop."""
    for module in PRELOADED:
        __import__(module)
    from . import result  # noqa: F401
    from .inside import figures

    figures.apply_style()  # reads the fonts once, for all children
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
                    _kill_group(pid)  # what it left running
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
            _kill_group(pid)
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
        import traceback

        traceback.print_exc(file=open(2, "w", closefd=False))  # noqa: SIM115
    finally:
        os._exit(code)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _run(sys.argv[1])
    else:
        _serve()
        os._exit(0)  # spares a second of taking PyTorch down
