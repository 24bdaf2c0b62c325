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


# Where objects lie in memory, and how many calls are left to a program: a few less here, where it is called itself.
DIFFERENT = (r"(?<=\b0x)[0-9a-f]{6,}", r"(?<=Previous line repeated )\d+")
UNSEEDED = """\
# %% show
{begins}
import os, random, secrets, tempfile, uuid
import numpy, torch

numbers = [random.random(), random.Random().random(), numpy.random.rand(), numpy.random.default_rng().random()]
numbers += [torch.rand(1).item(), torch.nn.Linear(1, 1).weight.item(), torch.initial_seed()]
names = [secrets.token_hex(), uuid.uuid4(), os.urandom(8), tempfile.mktemp()]
print(*numbers, *names, sep="\\n")
"""


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
    output = written.replace(str(work), "WORK")
    for pattern in DIFFERENT:
        output = re.sub(pattern, "…", output)
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


@pytest.mark.parametrize("name", ["source/line_numbers", "source/pickled", "source/tabs_and_blanks", "errors/uncaught"])
@pytest.mark.parametrize(
    "written", [lambda text: b"\xef\xbb\xbf" + text, lambda text: text.replace(b"\n", b"\r\n")], ids=["mark", "windows"]
)
def test_a_byte_order_mark_and_line_ends_of_windows_change_nothing(
    name: str, written: Callable[[bytes], bytes], ways: tuple[Way, Way], tmp_path: Path
) -> None:
    program = tmp_path / PROGRAMS[name].name
    program.write_bytes(written(PROGRAMS[name].read_bytes()))
    plain, here = (way(program, tmp_path / folder) for way, folder in zip(ways, ("plain", "there"), strict=True))
    assert (here.output, here.exit) == (plain.output, plain.exit)


@pytest.mark.parametrize("begins", ["", "import numpy", "import torch", "import matplotlib.pyplot"])
def test_what_is_not_seeded_differs_from_run_to_run(begins: str, ways: tuple[Way, Way], tmp_path: Path) -> None:
    program = tmp_path / "unseeded.py"
    program.write_text(UNSEEDED.format(begins=begins), encoding="utf-8")
    first, second = (ways[1](program, tmp_path / folder) for folder in ("there", "again"))
    assert first.exit == second.exit == 0, first.output + second.output
    lines = first.output.splitlines() + second.output.splitlines()
    assert len(lines) == 22
    assert len(set(lines)) == len(lines)


def test_every_program_says_what_is_right() -> None:
    assert len(PROGRAMS) >= 60
    for name, path in PROGRAMS.items():
        assert path.read_text(encoding="utf-8").startswith("# Right: "), name
