"""A run is `python name.py` in an empty folder: programs run both ways write, leave and end alike, to the character."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from snippets._engine.run.inside.job import OUTPUT, WORK, Job
from snippets._engine.run.preload import modules
from snippets._engine.run.process import Launcher, environment
from snippets._engine.snippet.source import parse

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="uses the fork server, and programs speak to Linux")

FOLDER = Path(__file__).with_name("both_ways")
PROGRAMS = {f"{path.parent.name}/{path.stem}": path for path in sorted(FOLDER.glob("*/*.py"))}
SECONDS = 120
# Drawn in the course's look, or stamped with the time of the program.
OF_OTHER_BYTES = {".png", ".svg", ".pdf", ".gif", ".pyc"}


class Ran(NamedTuple):
    """What a run leaves.

    Attributes:
        output: Standard output and error in the order of writing.
        exit: The exit code, negative for a signal.
        files: What lies in the working folder: path to content; folders end with a slash.
    """

    output: str
    exit: int | None
    files: dict[str, bytes]


Way = Callable[[Path, Path], Ran]  # runs a program, given a folder that does not exist


@pytest.fixture(scope="module")
def ways() -> Iterator[tuple[Way, Way]]:
    """Plain Python, and a snippet's run, in the same environment."""
    with pytest.MonkeyPatch.context() as patch, Launcher() as launcher:
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "PYTEST_CURRENT_TEST"):  # no window for figures; one text a test
            patch.delenv(name, raising=False)
        variables = environment()
        launcher.warm_up()

        def plain(program: Path, folder: Path) -> Ran:
            work = _prepared(program.name, program.read_bytes(), folder)
            with (folder / OUTPUT).open("ab") as output:
                done = subprocess.run(
                    [sys.executable, program.name],
                    cwd=work,
                    env=variables,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    start_new_session=True,
                    timeout=SECONDS,
                )
            return _left(folder, done.returncode)

        def here(program: Path, folder: Path) -> Ran:
            snippet = parse(program)
            work = _prepared(program.name, snippet.text.encode(), folder)
            job = Job(
                name=snippet.name,
                folder=str(folder),
                program=str(work / program.name),
                cells=[(cell.name, cell.line) for cell in snippet.code.values()],
                raises={},
                translations={},
                unchecked=[],
            )
            child = launcher.start(job, modules(snippet.text))
            assert child.wait(SECONDS), "it does not end"
            return _left(folder, child.code)

        yield plain, here


def _prepared(name: str, text: bytes, folder: Path) -> Path:
    """A working folder with the program alone."""
    work = folder / WORK
    work.mkdir(parents=True)
    (work / name).write_bytes(text)
    return work


def _left(folder: Path, code: int | None) -> Ran:
    work = folder / WORK
    written = (folder / OUTPUT).read_bytes().decode(errors="surrogateescape")
    # Where objects lie in memory, and which process it was, is no one's doing.
    output = re.sub(r"\b0x[0-9a-f]{6,}", "0x…", written.replace(str(work), "WORK"))
    files = {}
    for path in sorted(work.rglob("*")):
        name = path.relative_to(work).as_posix()
        if path.is_dir():
            files[name + "/"] = b""
        else:
            files[name] = b"" if path.suffix in OF_OTHER_BYTES else path.read_bytes()
    return Ran(output, code, files)


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_run_is_that_of_plain_python(name: str, ways: tuple[Way, Way], tmp_path: Path) -> None:
    program = PROGRAMS[name]
    plain, here = (way(program, tmp_path / folder) for way, folder in zip(ways, ("plain", "there"), strict=True))
    assert here.output == plain.output
    assert (here.exit, here.files) == (plain.exit, plain.files)
