"""`make` fills an environment, whatever happens to it on the way; the packages are small ones, in an index of files."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
TORCH, TORCHVISION = (re.search(rf"(?m)^{name}==(\S+)", LOCK)[1] for name in ("torch", "torchvision"))

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="no make: on Windows there is pip alone")


def package(index: Path, name: str, version: str, size: int = 1) -> None:
    """Adds a package to an index: a module with so many lines of its own, in as many files."""
    wheel = index / name / f"{name}-{version}-py3-none-any.whl"
    wheel.parent.mkdir(parents=True, exist_ok=True)
    info = f"{name}-{version}.dist-info"
    files = {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",  # first, as maturin does it
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        **{f"{name}/part{number}.py": "" for number in range(size)},
        f"{name}/__init__.py": f"VERSION = {version!r}\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{file},,\n" for file in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(wheel, "w") as packed:
        for file, text in files.items():
            packed.writestr(file, text)
    links = "".join(f'<a href="{each.name}">{each.name}</a>' for each in wheel.parent.glob("*.whl"))
    (wheel.parent / "index.html").write_text(f"<!DOCTYPE html><html><body>{links}</body></html>")


class Place:
    """A folder with an index of packages, requirements and, once made, an environment."""

    def __init__(self, folder: Path) -> None:
        self.index, self.cpu = folder / "index", folder / "cpu"
        self.environment, self.requirements = folder / "environment", folder / "requirements.txt"
        self.site = self.environment / f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"
        self.ready = self.environment / "ready"

    def ask(self, *requirements: str) -> None:
        """Writes the requirements anew, later than the environment was made."""
        self.requirements.write_text("".join(f"{each}\n" for each in requirements))
        if self.ready.exists():
            os.utime(self.ready, (0, 0))

    def start(self, *settings: str) -> subprocess.Popen[str]:
        """Starts make in a process group of its own."""
        variables = {"VENV": self.environment, "REQUIREMENTS": self.requirements, "PYTHON": sys.executable}
        variables |= {"TORCH_CPU": self.cpu.as_uri()}
        named = [f"{name}={value}" for name, value in variables.items()]
        outside = {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "MAKE", "MFLAGS"))}
        pip = {"PIP_INDEX_URL": self.index.as_uri(), "PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1"}
        return subprocess.Popen(
            ["make", *named, *settings, str(self.ready)],
            cwd=ROOT,
            env=outside | pip,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def make(self, *settings: str) -> tuple[int, str]:
        """The exit status of make, and what it said."""
        with self.start(*settings) as process:
            said, _ = process.communicate(timeout=120)
        return process.returncode, said

    def interrupt(self, when: Callable[[], bool], how: signal.Signals, *settings: str) -> None:
        """Stops make and all it started when something becomes so."""
        with self.start(*settings) as process:
            for awaited in (False, True):
                while when() is not awaited:
                    assert process.poll() is None, process.communicate()
                    time.sleep(0.001)
            os.killpg(process.pid, how)
            process.communicate(timeout=60)

    def writes(self, version: str) -> bool:
        """Whether pip is in the middle of `large`."""
        info = self.site / f"large-{version}.dist-info"
        return (
            (info / "METADATA").exists()
            and (self.site / "large" / "part50.py").exists()
            and not (self.site / "large" / "__init__.py").exists()
        )

    def version(self, package: str) -> str:
        """The version of a package in the environment, said by its last file and by pip."""
        program = f"import {package}, importlib.metadata as m; print({package}.VERSION, m.version('{package}'))"
        python = self.environment / "bin" / "python"
        said = subprocess.run([python, "-c", program], capture_output=True, text=True, check=True).stdout.split()
        assert said[0] == said[1]
        return said[0]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path)
    for version in ("1.0", "2.0"):
        package(made.index, "large", version, size=3000)
    made.ask("large==1.0")
    return made


def test_what_stops_half_way_is_completed_by_the_next_make(place: Place) -> None:
    """Killed while venv runs, killed and interrupted while pip writes a package: its name is there, its end is not."""
    place.interrupt((place.environment / "bin" / "python").exists, signal.SIGKILL)
    place.interrupt(lambda: place.writes("1.0"), signal.SIGKILL)
    place.interrupt(
        lambda: place.writes("1.0"), signal.SIGINT, "SHELL=/bin/bash"
    )  # it outlives what handles the signal
    assert place.make()[0] == 0
    assert place.version("large") == "1.0"

    place.ask("large==3.0")
    for _ in range(2):
        status, said = place.make()
        assert status != 0
        assert "No matching distribution found for large==3.0" in said
        assert place.version("large") == "1.0", "an update that fails costs the environment"

    place.ask("large==2.0")
    place.interrupt(lambda: place.writes("2.0"), signal.SIGKILL)
    assert place.make()[0] == 0
    assert place.version("large") == "2.0"
    assert [*place.environment.parent.glob("*.unfinished")] == []


def test_an_environment_of_somebody_else_is_kept(place: Place) -> None:
    mine = place.environment / "mine"
    place.environment.mkdir()
    mine.touch()
    place.interrupt(lambda: place.writes("1.0"), signal.SIGKILL)
    place.make()
    assert mine.exists()


@pytest.mark.parametrize(("settings", "ending"), [(["TORCH=cpu"], "+cpu"), ([], "")], ids=["cpu", "default"])
def test_torch_comes_without_cuda_when_asked(place: Place, settings: list[str], ending: str) -> None:
    for index, kind in ((place.index, ""), (place.cpu, "+cpu")):
        package(index, "torch", TORCH + kind)
        package(index, "torchvision", TORCHVISION + kind)
    package(place.cpu, "torch", "99.0+cpu")  # a newer one than the course's
    place.ask("large==1.0", f"torch=={TORCH}", f"torchvision=={TORCHVISION}")
    assert place.make(*settings)[0] == 0
    assert place.version("torch") == TORCH + ending
    assert place.version("torchvision") == TORCHVISION + ending
    assert place.version("large") == "1.0"


def test_a_torch_that_is_none_is_named(place: Place) -> None:
    status, said = place.make("TORCH=gpu")
    assert status != 0
    assert "TORCH=gpu is unknown: write TORCH=cpu" in said
    assert not place.environment.exists()


def test_the_readme_installs_torch_as_make_does() -> None:
    command = subprocess.run(["make", "-n", "TORCH=cpu", "VENV=none", "none/ready"], cwd=ROOT, capture_output=True)
    (install,) = re.findall(r"pip install (.*--no-deps .*?) &&", command.stdout.decode())
    options = install.replace("--disable-pip-version-check ", "")
    assert f"pip install {options}\n" in (ROOT / "README.md").read_text("utf-8")


PYTHONS = {"3.10.4": "old", "2.7.18": "old", "3.14.0": "new"}


@pytest.mark.parametrize(("version", "age"), PYTHONS.items())
def test_a_python_that_is_not_supported_is_named_first(place: Place, tmp_path: Path, version: str, age: str) -> None:
    python = tmp_path / "python"
    parts = tuple(map(int, version.split(".")))
    python.write_text(
        f"#!{sys.executable}\nimport runpy, sys\n"
        f"sys.version, sys.version_info = '{version} (main)', {parts}\nrunpy.run_path(sys.argv[1])\n"
    )
    python.chmod(0o755)
    status, said = place.make(f"PYTHON={python}")
    assert status != 0
    oldest, beyond = re.search(
        r'requires-python = ">=(3\.\d+),<3\.(\d+)"', (ROOT / "pyproject.toml").read_text()
    ).groups()
    newest = f"3.{int(beyond) - 1}"
    assert f"Python {version} is too {age}: this course needs {oldest} to {newest}; name one with make PYTHON=" in said
    assert not place.environment.exists()
