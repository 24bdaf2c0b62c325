"""What the engine costs, side by side with mkdocs-jupyter and plain MkDocs in one run (`python -m snippets bench`)."""

from __future__ import annotations

import contextlib
import json
import os
import platform
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from .course import Course
from .errors import ROOT
from .run.process import environment
from .run.runner import Runner
from .snippet import source

NOTHING = "# %% nothing\npass\n"
IMPORTS = "# %% imports\nimport matplotlib.pyplot\nimport torch\nimport torchvision\n"
PROJECT = ("docs", "snippets", "mkdocs.yml", "pyproject.toml", "requirements.txt")


def main(quick: bool = False) -> int:
    """Measures and prints the table; wall-clock seconds, the best of several repetitions."""
    repetitions = 1 if quick else 3
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; best of {repetitions}\n")
    rows: list[tuple[str, str, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        for label, text in (("does nothing", NOTHING), ("imports torch, torchvision, pyplot", IMPORTS)):
            rows += _run_cost(Path(folder), label, text, repetitions)
        rows += _rebuild(Path(folder), repetitions)
        rows += _serve(Path(folder))
    width = max(len(what) for what, _, _ in rows)
    for what, how, seconds in rows:
        print(f"{what:{width}}  {how:32} {seconds:7.2f} s")
    return 0


def _best(measure: Callable[[], object], repetitions: int) -> float:
    times = []
    for _ in range(repetitions):
        start = time.perf_counter()
        measure()
        times.append(time.perf_counter() - start)
    return min(times)


def _run_cost(folder: Path, label: str, text: str, repetitions: int) -> Iterator[tuple[str, str, float]]:
    path = folder / "topic" / "empty.py"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    snippet = source.parse(path)
    with Runner(Course(folder), {}, jobs=1) as runner:
        start = time.perf_counter()
        runner.run(snippet)
        yield f"a snippet that {label}", "ours, first of a build", time.perf_counter() - start
        yield f"a snippet that {label}", "ours, each further one", _best(lambda: runner.run(snippet), 3 * repetitions)
    # mkdocs-jupyter takes the file through the same percent format, and starts a kernel for it.
    program = f"from mkdocs_jupyter.convert import nb2html; nb2html({str(path)!r}, execute=True)"
    nothing = "from mkdocs_jupyter.convert import nb2html"
    run = lambda code: subprocess.run(  # noqa: E731
        [sys.executable, "-c", code], check=True, env=environment() | {"MPLBACKEND": "agg"}, capture_output=True
    )
    imported = _best(lambda: run(nothing), repetitions)
    executed = _best(lambda: run(program), repetitions)
    yield f"a snippet that {label}", "mkdocs-jupyter, execute: true", executed - imported


_BUILD = """
import json, sys, time
from mkdocs.commands.build import build
from mkdocs.config import load_config
start = time.perf_counter()
for changes in json.loads(sys.argv[1]):
    extensions, cache = changes.pop("extensions", []), changes.pop("cache", None)
    config = load_config("mkdocs.yml", **changes)
    config.markdown_extensions += extensions
    if cache:  # a folder for each language, or each build would throw out the other's notebooks
        config.plugins["mkdocs-jupyter"].config["cache_dir"] = cache
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
print(time.perf_counter() - start)
"""


def _rebuild(folder: Path, repetitions: int) -> Iterator[tuple[str, str, float]]:
    """An unchanged rebuild, and plain MkDocs on the Markdown that the directives expand to."""
    from mkdocs.config import load_config

    from .site import adapter

    site = adapter.STATE.site
    site.read()
    site.bring_up_to_date()
    site.runner.close()
    site.runner = None
    plain = []
    for language in ("zh", "en"):
        docs = folder / "expanded" / language
        shutil.copytree(ROOT / "docs" / language, docs)
        shutil.copytree(ROOT / "docs" / "assets", docs / "assets")
        config = load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(ROOT / "docs" / language))
        config.extra["language"] = language
        for page in docs.glob("*.md"):
            head, text = re.fullmatch(r"(---\n.*?\n---\n)?(.*)", page.read_text(encoding="utf-8"), re.DOTALL).groups()
            page.write_text((head or "") + adapter.expanded(text, ROOT / "docs" / language / page.name, "../", config))
        site.write_notebooks(docs / "snippets", language, site.snippets)
        plain.append(
            {
                "hooks": [],
                "docs_dir": str(docs),
                "site_dir": str(folder / "plain" / language),
                "extensions": ["snippets._engine.html.maths"],
                "cache": str(folder / "converted" / language),
            }
        )

    def build(changes: list[dict[str, object]]) -> float:
        done = subprocess.run(
            [sys.executable, "-c", _BUILD, json.dumps(changes)],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"},
            check=True,
            capture_output=True,
            text=True,
        )
        return float(done.stdout.splitlines()[-1])

    ours = [{"site_dir": str(folder / "ours")}]
    build(ours), build(plain)  # fills the caches of both
    measured = [(build(ours), build(plain)) for _ in range(repetitions)]
    yield "unchanged rebuild, both languages", "ours", min(first for first, _ in measured)
    yield "unchanged rebuild, both languages", "MkDocs on expanded Markdown", min(second for _, second in measured)


def _serve(folder: Path) -> Iterator[tuple[str, str, float]]:
    """The first page on a fresh clone, and the time from an edit of a snippet to the page that shows it."""
    clone = folder / "clone"
    clone.mkdir()
    for name in PROJECT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, clone / name)
    with _served(clone) as (get, started):
        get("")
        yield "mkdocs serve on a fresh clone", "first page", time.perf_counter() - started
    shutil.copytree(ROOT / ".cache", clone / ".cache", dirs_exist_ok=True)
    with _served(clone) as (get, _):
        page, snippet = "gradient_descent/", clone / "snippets/gradient_descent/bgd.py"
        while "epoch   3" not in get(page):
            time.sleep(0.2)
        time.sleep(15)  # until the fork server has imported PyTorch
        text = snippet.read_text(encoding="utf-8")
        start = time.perf_counter()
        snippet.write_text(text.replace("if epoch < 3", "if epoch < 4"), encoding="utf-8")
        while "epoch   4" not in get(page):
            time.sleep(0.02)
        shown = time.perf_counter() - start
        results = (clone / ".cache/results/gradient_descent/bgd").glob("*.json")
        own = json.loads(max(results, key=lambda file: file.stat().st_mtime).read_text(encoding="utf-8"))["seconds"]
        yield "edit of a snippet until the page shows it", "without the snippet's own time", shown - own


@contextlib.contextmanager
def _served(project: Path) -> Iterator[tuple[Callable[[str], str], float]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
        cwd=project,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def get(page: str) -> str:
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/{page}") as answer:
                    return answer.read().decode()
            except OSError:
                if process.poll() is not None:
                    raise RuntimeError("mkdocs serve ended") from None
                time.sleep(0.02)

    try:
        yield get, started
    finally:
        process.terminate()
        process.wait()
