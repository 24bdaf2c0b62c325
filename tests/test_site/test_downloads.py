"""Programs and notebooks that readers download say what they need, and run in an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.request import urlopen

import nbformat
import pytest
from uv import find_uv_bin

from .conftest import LANGUAGES, lacking

PROGRAM = "snippets/gradient_descent/bgd"  # NumPy and Matplotlib, but no PyTorch, which would take minutes to fetch


def needs(program: Path) -> list[str]:
    """The dependencies in the block that begins a program."""
    lines = program.read_text("utf-8").splitlines()
    assert lines[0] == "# /// script", program
    block = tomllib.loads("\n".join(line.removeprefix("# ") for line in lines[1 : lines.index("# ///")]))
    assert block["requires-python"], program
    return block["dependencies"]


@pytest.mark.parametrize("folder", LANGUAGES.values(), ids=LANGUAGES)
def test_every_program_and_its_notebook_say_the_same(site: Path, folder: str) -> None:
    programs = sorted((site / folder / "snippets").rglob("*.py"))
    assert programs
    for program in programs:
        first = nbformat.read(program.with_suffix(".ipynb"), as_version=4).cells[0]
        installed = first.source.replace('"', "").partition("%pip install -q ")[2].split()
        assert installed == needs(program), program


def test_no_page_shows_what_installs(site: Path) -> None:
    for page in (site / "snippets").rglob("index.html"):
        assert "%pip" not in page.read_text("utf-8"), page


def printed(notebook: Path) -> str:
    """All that the cells of an executed notebook printed, without the one that installs."""
    _, *cells = nbformat.read(notebook, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", ()) if output.get("name") == "stdout"]
    return "".join(output.text for output in outputs)


def call(*command: str | Path, folder: Path) -> str:
    """Runs a command in a folder, away from the course and its environment; what it printed."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    environment |= {"UV_PYTHON_DOWNLOADS": "never", "UV_NO_CONFIG": "1", "MPLBACKEND": "agg"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8")
    if done.returncode and "Failed to fetch" in done.stderr:
        lacking(f"PyPI cannot be reached: {done.stderr}")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def download(url: str, folder: Path) -> Path:
    file = folder / url.rpartition("/")[2]
    with urlopen(url) as answer:
        file.write_bytes(answer.read())
    return file


def test_uv_runs_a_program_in_an_empty_folder(site: Path, address: str, tmp_path: Path) -> None:
    """uv makes an environment of exactly what the program names, in this Python, and it prints what its page shows."""
    program = download(f"{address}en/{PROGRAM}.py", tmp_path)
    said = call(find_uv_bin(), "run", "--python", sys.executable, program.name, folder=tmp_path)
    assert said == printed(site / f"en/{PROGRAM}.ipynb")


def test_a_notebook_installs_what_it_needs(site: Path, address: str, tmp_path: Path) -> None:
    """It runs in an environment that has Jupyter and pip alone, as on a bare kernel, and installs the rest itself."""
    uv, environment = find_uv_bin(), tmp_path / "environment"
    commands = environment / ("Scripts" if os.name == "nt" else "bin")
    call(uv, "venv", "--seed", "--python", sys.executable, environment, folder=tmp_path)
    call(uv, "pip", "install", "--python", environment, "ipykernel", "nbclient", folder=tmp_path)
    assert "numpy" not in call(uv, "pip", "list", "--python", environment, folder=tmp_path)
    notebook = download(f"{address}{PROGRAM}.ipynb", tmp_path)
    call(commands / "jupyter", "execute", "--inplace", notebook.name, folder=tmp_path)
    assert printed(notebook) == printed(site / f"{PROGRAM}.ipynb")
    assert "numpy" in call(uv, "pip", "list", "--python", environment, folder=tmp_path)
