"""What the tests of export and import share: a small course on two machines, and what must hold of each refusal."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from snippets._engine.course import Course
from snippets._engine.errors import CourseError
from snippets._engine.run.exchange import Brought, bring_in, export
from snippets._engine.run.key import Installed
from snippets._engine.run.plan import Plan
from snippets._engine.run.result import CellResult, Result
from snippets._engine.run.runner import Runner
from snippets._engine.run.update import collect
from snippets._engine.snippet.source import Snippet, parse

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><text>{}</text></svg>\n'
SNIPPETS = {
    "t/plot": "# /// script\n# [tool.snippet]\n# saves = ['cnn.pt']\n# ///\n# %% a\nx = 1\n\n# %% b\ny = 2\n",
    "t/a_test": "# /// script\n# [tool.snippet]\n# inputs = ['t/plot']\n# ///\n# %% a\nz = 1\n",
    "t/train": "# %% a\nw = 1\n",
}
WEIGHTS = bytes(range(256)) * 100


@dataclass(frozen=True)
class Machine:
    """A place where a course is worked on."""

    runner: Runner
    plan: Plan

    @property
    def store(self) -> Path:
        return self.runner.store.folder

    def results(self) -> list[Result]:
        outcome, stale = collect(self.runner, self.plan)
        assert not stale
        return list(outcome.results.values())

    def bring_in(self, *paths: Path) -> Brought:
        return bring_in(paths, self.runner, self.plan)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Callable[..., Machine]]:
    """Makes machines, each with a folder of its own and an empty store."""
    with ExitStack() as stack:

        def make(name: str, plan: Plan) -> Machine:
            return Machine(stack.enter_context(Runner(Course(tmp_path / name), {"loss": "损失"})), plan)

        yield make


@pytest.fixture
def here(tmp_path: Path, machine: Callable[..., Machine]) -> Machine:
    """A machine on which all snippets were run."""
    plan = Plan(parse(tmp_path / f"{name}.py", name, text) for name, text in SNIPPETS.items())
    assert not plan.errors
    made = machine("here", plan)
    found: dict[str, Result] = {}
    for name, snippet in plan.snippets.items():
        found[name] = made.runner.store.put(_left(snippet, made.runner.key(snippet, found), tmp_path / "saved"))
    return made


@pytest.fixture
def elsewhere(here: Machine, machine: Callable[..., Machine]) -> Machine:
    """A machine with the same course, on which none was."""
    return machine("elsewhere", here.plan)


def _left(snippet: Snippet, key: str, saved: Path) -> Result:
    """What a run would leave."""
    (saved / "files").mkdir(parents=True, exist_ok=True)
    (saved / "files" / "cnn.pt").write_bytes(WEIGHTS)
    plot = snippet.name == "t/plot"
    cells = {name: CellResult(output=f"{name} < 2\n", seconds=0.5) for name in snippet.code}
    cells["a"] = CellResult(output="1\n", figures=[{"zh": SVG.format("损失"), "en": SVG.format("loss")}] * plot)
    return Result(
        name=snippet.name,
        key=key,
        finished="2026-01-01T00:00:00+00:00",
        seconds=1.0,
        peak_memory_mb=100.0,
        device="cpu",
        versions=Installed().versions(snippet),
        data={},
        facts={"x": 1, "losses": [0.5, float("inf")]},
        labels={"loss": "损失"} if plot else {},
        cells=cells,
        files={"cnn.pt": hashlib.sha256(WEIGHTS).hexdigest()} if plot else {},
        folder=saved,
    )


@pytest.fixture
def exported(here: Machine, tmp_path: Path) -> Path:
    path = tmp_path / "course.zip"
    export(path, here.results())
    return path


@pytest.fixture
def pack(tmp_path: Path) -> Callable[[Iterable[tuple[str | zipfile.ZipInfo, bytes]]], Path]:
    """Makes a zip of entries, given as (name, bytes)."""

    def make(entries: Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> Path:
        path = tmp_path / "results.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, content in entries:
                file.writestr(name, content)
        return path

    return make


@pytest.fixture
def refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., CourseError]:
    """Imports files that must be refused, and sees that a remedy is named and that nothing is changed or left."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))

    def attempt(machine: Machine, *paths: Path) -> CourseError:
        before = _content(machine.store)
        with pytest.raises(CourseError) as caught:
            machine.bring_in(*paths)
        assert _content(machine.store) == before
        assert not list(temporary.iterdir())
        assert caught.value.path in paths
        assert caught.value.remedy
        return caught.value

    return attempt


def _content(folder: Path) -> dict[Path, bytes | None]:
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}
