"""Fixtures for the engine's tests: one runner for all, a small project for the commands."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from snippets._engine.course import Course
from snippets._engine.run.limits import RunFailure
from snippets._engine.run.outcome import Outcome
from snippets._engine.run.plan import Plan
from snippets._engine.run.result import Result
from snippets._engine.run.runner import Runner
from snippets._engine.run.store import Store
from snippets._engine.run.update import bring_up_to_date
from snippets._engine.snippet.source import Snippet, parse

ROOT = Path(__file__).resolve().parents[2]

# Enough of PyTorch for a run without tensors: starts in a moment, so that the tests of commands, which
# need interpreters of their own, take seconds.
TORCH = """\
class Tensor: pass
def set_num_threads(count): pass
"""


@pytest.fixture(scope="session")
def engine_runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    """The runner shared by all tests; `bench` gives it translations and a store of its own."""
    folder = tmp_path_factory.mktemp("engine")
    with Runner(Course(folder), {}, jobs=2) as runner:
        yield runner


@dataclass
class Bench:
    """Writes small snippets and runs them."""

    folder: Path
    runner: Runner
    count: int = field(default=0)

    def write(self, text: str, name: str = "t/s") -> Snippet:
        path = self.folder / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
        return parse(path, name)

    def run(self, text: str, name: str = "t/s") -> Result:
        return self.runner.run(self.write(text, name))

    def update(self, *snippets: Snippet, **options: Any) -> Outcome:
        """Brings snippets up to date, which are a whole course."""
        return bring_up_to_date(self.runner, Plan(snippets), progress=False, **options)

    def failure(self, text: str, name: str = "t/s") -> RunFailure:
        """The error of a snippet that must fail; sees that it names the file and a remedy, and that nothing is kept."""
        with pytest.raises(RunFailure) as caught:
            self.run(text, name)
        error = caught.value
        assert error.path == self.folder / f"{name}.py"
        assert error.remedy
        assert not list(self.runner.store.folder.rglob("*.*")), "a failed run left something in the store"
        return error


@pytest.fixture
def bench(tmp_path: Path, engine_runner: Runner, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Runs small snippets in the shared runner, with an empty store and no translations."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.setattr(engine_runner, "store", Store(tmp_path / "store"))
    monkeypatch.setattr(engine_runner, "translations", {})
    return Bench(tmp_path / "snippets", engine_runner)


@dataclass
class Project:
    """A copy of the engine with snippets of its own, and a light stand-in for PyTorch."""

    folder: Path

    @property
    def store(self) -> Path:
        return self.folder / ".cache" / "results"

    @property
    def runs(self) -> Path:
        """Where the working folders of runs are made."""
        return self.folder / "tmp"

    def write(self, path: str, text: str) -> Path:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
        return file

    def start(self, *arguments: str, **options: object) -> subprocess.Popen[str]:
        """Starts `python -m …` in the project."""
        inherited = {key: value for key, value in os.environ.items() if not key.startswith("COURSE_")}
        environment = {
            **inherited,
            "PYTHONPATH": str(self.folder / "light"),
            "NO_MKDOCS_2_WARNING": "1",
        }
        if self.runs.exists():
            environment["TMPDIR"] = str(self.runs)
        return subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=self.folder,
            env=environment,
            text=True,
            encoding="utf-8",
            **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options,  # type: ignore[call-overload]
        )

    def call(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs `python -m …` in the project to its end."""
        with self.start(*arguments) as process:
            out, err = process.communicate(timeout=60)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def results(self) -> set[str]:
        """Names of the snippets that have a stored result."""
        return {path.parents[1].relative_to(self.store).as_posix() for path in self.store.glob("*/*/[!.]*/result.json")}


@pytest.fixture
def make_project() -> Callable[[Path], Project]:
    return _make_project


@pytest.fixture(scope="session")
def make_shared_project() -> Callable[[Path], Project]:
    return _make_project


def _make_project(folder: Path) -> Project:
    project = Project(folder)
    ignored = shutil.ignore_patterns("__pycache__")
    (folder / "snippets").mkdir(parents=True)
    for file in ("__init__.py", "__main__.py"):
        shutil.copy(ROOT / "snippets" / file, folder / "snippets")
    shutil.copytree(ROOT / "snippets" / "_engine", folder / "snippets" / "_engine", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", folder)
    project.runs.mkdir()
    project.write("light/torch/__init__.py", TORCH)
    project.write("light/torchvision/__init__.py", "")
    project.write("light/torchvision/transforms.py", "")
    return project
