"""What the course costs to build and to serve: as it is, with 260 snippets more, and with chapters that show them.

    python tests/bench.py [--quick] [--only NAME …]

Measures through commands and HTTP alone, on copies of the course, and prints tables in Markdown: wall-clock seconds,
the best of three, and MB of resident memory.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from copies import CHAPTER, Copy, copy_course
from larger import add_chapters, add_snippets

ROOT = Path(__file__).resolve().parents[1]
FURTHER = 20
PROGRAM, CELL = "gradient_descent/bgd", "# %% train\n"  # a program and a cell of it whose output is shown
EMPTY = {
    "does nothing": "# %% nothing\npass\n",
    "imports torch, torchvision and pyplot": "# %% imports\nimport matplotlib.pyplot\nimport torch, torchvision\n",
}
Rows = Iterator[tuple[str, float]]


def _best(measure: Callable[[], float], copy: Copy) -> float:
    return min(measure() for _ in range(copy.repetitions))


def build(copy: Copy) -> Rows:
    """A build of what has been built before, unchanged and with one edited chapter."""
    unchanged = [copy.build() for _ in range(copy.repetitions)]
    yield "unchanged build, s", min(seconds for seconds, _ in unchanged)

    def edited() -> float:
        copy.edit()
        return copy.build()[0]

    yield "build after one edited chapter, s", _best(edited, copy)
    yield "peak memory of a build, MB", max(peak for _, peak in unchanged)


def first_page(copy: Copy) -> Rows:
    """From the start of `mkdocs serve` to its home page."""

    def first(served: Copy) -> float:
        with served.served() as server:
            server.get("")
            return time.perf_counter() - server.begin

    yield "first page of `mkdocs serve`, caches warm, s", _best(lambda: first(copy), copy)

    def fresh() -> float:
        with tempfile.TemporaryDirectory() as folder:
            clone = Copy(Path(folder) / "clone", copy.repetitions, copy.edits)
            copy_course(copy.folder, clone.folder)
            return first(clone)

    yield "first page of `mkdocs serve`, fresh clone, s", _best(fresh, copy)


def edits(copy: Copy) -> Rows:
    """From saving a file, while the site is served, to the page that shows it; what many edits leave in memory."""
    with copy.served() as server:
        server.get("")
        time.sleep(15)  # until the fork server has imported PyTorch
        yield "edit of prose until its page shows it, s", _best(lambda: server.shown(f"{CHAPTER}/", copy.edit()), copy)
        source = copy.folder / "snippets" / f"{PROGRAM}.py"
        text = source.read_text("utf-8")
        page, shown = PROGRAM.partition("/")[0], []
        assert CELL in text
        for number in range(copy.repetitions):
            source.write_text(text.replace(CELL, f"{CELL}print('edit', {number})\n"), "utf-8")
            shown.append(server.shown(f"{page}/", f"edit {number}"))
        table = copy.call("snippets", "run", PROGRAM)[2]
        own = float(re.search(rf"(?m)^{PROGRAM} +([\d.]+) .*kept", table)[1])
        yield "edit of a snippet until its page shows it, its own time aside, s", min(shown) - own
        before = server.watched.memory()
        for _ in range(copy.edits):
            server.shown(f"{CHAPTER}/", copy.edit())
        yield f"growth of `mkdocs serve` over {copy.edits} edits, MB", server.watched.memory() - before
        yield "peak memory of `mkdocs serve`, MB", server.watched.peak


MEASURES = {"build": build, "first-page": first_page, "edits": edits}


def cost(copy: Copy) -> Iterator[tuple[str, float, float, float]]:
    """What a run of an empty snippet costs: the first of a command, each further one, a notebook executed elsewhere."""
    for folder in (copy.folder / "snippets").glob("[!_]*/"):
        shutil.rmtree(folder)
    for index, (label, text) in enumerate(EMPTY.items()):
        folder = copy.folder / "snippets" / f"empty_{index}"
        folder.mkdir()
        for number in range(FURTHER + 1):
            (folder / f"empty_{number}.py").write_text(text, "utf-8")
        run = ("snippets", "run", "--fresh", "--jobs", "1")
        copy.call(*run, f"{folder.name}/empty_0")  # from here on everything has been read from disk once
        first = _best(lambda run=run, name=folder.name: copy.call(*run, f"{name}/empty_0")[0], copy)
        every = _best(lambda run=run, name=folder.name: copy.call(*run, name)[0], copy)
        program = copy.folder / "executed.py"
        imports = "from mkdocs_jupyter.convert import nb2html\n"
        program.write_text(imports, "utf-8")
        imported = _best(lambda: copy.call("executed")[0], copy)
        program.write_text(imports + f"nb2html({str(folder / 'empty_0.py')!r}, execute=True)\n", "utf-8")
        executed = _best(lambda: copy.call("executed")[0], copy)
        yield label, first, (every - first) / FURTHER, executed - imported


def print_growth(copies: list[Copy], names: list[str]) -> None:
    """The table of all that is measured on the course as it is and on larger ones."""

    def count(copy: Copy, files: str) -> int:
        return len([*copy.folder.glob(files)])

    heads = [f"{count(copy, 'snippets/[!_]*/*.py')} snippets, {count(copy, 'docs/*/*.md')} pages" for copy in copies]
    print("| |", " | ".join(heads), "|\n|" + "---|" * (len(copies) + 1))
    for name in names:
        measured = [[*MEASURES[name](copy)] for copy in copies]  # one copy after the other
        for rows in zip(*measured, strict=True):
            print(f"| {rows[0][0]} |", " | ".join(f"{value:.1f}" for _, value in rows), "|", flush=True)


def print_cost(copy: Copy) -> None:
    """The table of what a run of an empty snippet costs."""
    print("\n| a snippet that | first of a run, s | each further, s | mkdocs-jupyter, `execute: true`, s |")
    print("|---|---|---|---|")
    for label, first, further, executed in cost(copy):
        print(f"| {label} | {first:.1f} | {further:.2f} | {executed:.1f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="six snippets more, each time taken once: does it work?")
    names = [*MEASURES, "cost"]
    parser.add_argument("--only", nargs="+", choices=names, default=names, metavar="NAME", help=", ".join(names))
    options = parser.parse_args()
    topics, each, repetitions, edits = (2, 3, 1, 3) if options.quick else (13, 20, 3, 50)
    machine = f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}"
    print(f"{machine}, torch {version('torch')}, MkDocs {version('mkdocs')}\n", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        copies = [Copy(Path(folder) / name, repetitions, edits) for name in ("as_it_is", "snippets", "chapters")]
        copy_course(ROOT, copies[0].folder)
        if chosen := [name for name in MEASURES if name in options.only]:
            if (ROOT / ".cache" / "results").exists():
                shutil.copytree(ROOT / ".cache" / "results", copies[0].folder / ".cache" / "results")
            copies[0].call("snippets", "run")
            for before, copy, add in ((*copies[:2], add_snippets), (*copies[1:], add_chapters)):
                shutil.copytree(before.folder, copy.folder)
                add(copy.folder, topics, each)
                copy.call("snippets", "run")
            for copy in copies:
                copy.build()  # fills the caches
            print_growth(copies, chosen)
        if "cost" in options.only:
            print_cost(copies[0])


if __name__ == "__main__":
    main()
