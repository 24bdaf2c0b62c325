"""A copy of the course that is built and served by commands, with a clock and the memory of each process."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil

COURSE = ("docs", "snippets", "mkdocs.yml", "pyproject.toml")
CHAPTER = "overview"


@dataclass
class Process:
    """A command, and the memory that its process (without those that it starts) takes."""

    process: psutil.Popen
    peak: float = 0  # MB

    def __post_init__(self) -> None:
        threading.Thread(target=self._watch, daemon=True).start()

    def memory(self) -> float:
        return self.process.memory_info().rss / 2**20

    def _watch(self) -> None:
        with contextlib.suppress(psutil.Error):
            while self.process.is_running():
                self.peak = max(self.peak, self.memory())
                time.sleep(0.05)


def copy_course(source: Path, target: Path) -> None:
    """Copies the files of the course, without what it has made."""
    target.mkdir(parents=True)
    for name in COURSE:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source / name, target / name)


@dataclass
class Copy:
    """A copy of the course.

    Attributes:
        folder: Where it lies.
        repetitions: How often a time is taken; the best counts.
        edits: How many edits the growth of the memory is measured over.
    """

    folder: Path
    repetitions: int
    edits: int
    count: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def start(self, *arguments: str, **options: object) -> psutil.Popen:
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "MPLBACKEND": "agg"}
        command = [sys.executable, "-m", *arguments]
        return psutil.Popen(command, cwd=self.folder, env=environment, stderr=subprocess.STDOUT, text=True, **options)

    def call(self, *arguments: str) -> tuple[float, float, str]:
        """Seconds, peak memory and output of a command."""
        begin = time.perf_counter()
        watched = Process(self.start(*arguments, stdout=subprocess.PIPE))
        output, _ = watched.process.communicate()
        seconds = time.perf_counter() - begin
        if watched.process.returncode:
            raise SystemExit(f"{' '.join(arguments)} failed in {self.folder}:\n{output}")
        return seconds, watched.peak, output

    def build(self) -> tuple[float, float]:
        seconds, peak, _ = self.call("mkdocs", "build", "--strict", "--site-dir", str(self.folder / "site"))
        return seconds, peak

    def edit(self) -> str:
        """Adds a paragraph to a chapter in both languages; its text."""
        mark = f"Paragraph {next(self.count)} of the bench."
        for language in ("en", "zh"):
            with (self.folder / "docs" / language / f"{CHAPTER}.md").open("a", encoding="utf-8") as page:
                page.write(f"\n{mark}\n")
        return mark

    @contextlib.contextmanager
    def served(self) -> Iterator[Server]:
        """`mkdocs serve`, from its start to the end of all that it has started."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        begin = time.perf_counter()
        process = self.start("mkdocs", "serve", "-a", f"127.0.0.1:{port}", stdout=subprocess.DEVNULL)
        try:
            yield Server(Process(process), f"http://127.0.0.1:{port}/", begin)
        finally:
            started = process.children(recursive=True)
            process.terminate()
            process.wait()
            for child in started:
                with contextlib.suppress(psutil.NoSuchProcess):
                    child.kill()


@dataclass
class Server:
    """A running `mkdocs serve`."""

    watched: Process
    address: str
    begin: float

    def get(self, page: str) -> str:
        """A page, as soon as it can be had."""
        while True:
            try:
                with urllib.request.urlopen(self.address + page) as answer:
                    return answer.read().decode()
            except OSError:
                if not self.watched.process.is_running():
                    raise SystemExit("mkdocs serve ended") from None
                time.sleep(0.02)

    def shown(self, page: str, text: str) -> float:
        """Seconds until a page shows a text.

        Raises:
            TimeoutError: It does not, within a minute.
        """
        begin = time.perf_counter()
        while text not in self.get(page):
            if time.perf_counter() - begin > 60:
                raise TimeoutError(f"{page} does not show {text!r}")
            time.sleep(0.02)
        return time.perf_counter() - begin
