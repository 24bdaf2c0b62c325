"""Fixtures for the tests of pages: snippets with a result and without one, documents, and HTML as the site has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import markdown
import pytest
from mkdocs.utils.yaml import yaml_load

from snippets._engine.errors import CourseError
from snippets._engine.html.formulas import FormulasExtension
from snippets._engine.html.slots import fill
from snippets._engine.page.document import Document, parse
from snippets._engine.page.expand import expand
from snippets._engine.page.material import Material, Place
from snippets._engine.page.site_form import SITE
from snippets._engine.run.result import CellResult, Result
from snippets._engine.snippet import source

from .support import readable

ROOT = Path(__file__).resolve().parents[3]
FRONT = "---\ntitle: Coins\n---\n\n"  # a text behind it begins on line 5
TEXT = """\
# %% fit
w = 1.5  # a reason
print(w)

# %% curve
draw()

# %% boom
raise ValueError

# %% quiet
x = 1
"""
CELLS = {
    "fit": CellResult(output="1.5\n"),
    "curve": CellResult(figures=[{"en": '<svg width="3">en</svg>', "zh": '<svg width="3">zh</svg>'}]),
    "boom": CellResult(error="Traceback (most recent call last):\nValueError: too bad\n"),
    "quiet": CellResult(),
}


@pytest.fixture
def material(tmp_path: Path) -> Material:
    """Two snippets with the same text: t/coin was run, t/other is being run."""
    snippets = {name: source.parse(tmp_path / f"{name}.py", name, TEXT) for name in ("t/coin", "t/other")}
    result = Result(
        name="t/coin",
        key="k",
        finished="",
        seconds=0.26,
        peak_memory_mb=10,
        device="cpu",
        versions={"torch": "2.14.1+cpu"},
        data={"mnist": {"kind": "stand-in", "note": ""}},
        facts={"w": 1.5, "costs": [3.0, 2.0], "bad": float("nan"), "far": 10**400, "lines": "a\nb"},
        labels={},
        cells=CELLS,
    )
    return Material(snippets, {"t/coin": result}, {"a reason": "原因"}, absent={"t/other": "pending"})


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "page.md", "en", "../")


@pytest.fixture
def document(place: Place) -> Callable[[str], Document]:
    """A page from its text, which begins on line 5 of the file."""
    return lambda text: parse(FRONT + text, place.path)


@pytest.fixture
def made(document: Callable[[str], Document], place: Place, material: Material) -> Callable[..., str]:
    """A page as a build writes it, with what its slots hold; more arguments change its place."""
    return lambda text, **changes: readable(expand(document(text), replace(place, **changes), material, SITE))


@pytest.fixture
def page(
    document: Callable[[str], Document], place: Place, material: Material, html: Callable[[str], str]
) -> Callable[..., str]:
    """A page as a build shows it; more arguments change its place."""
    return lambda text, **changes: html(expand(document(text), replace(place, **changes), material, SITE))


@pytest.fixture(scope="session")
def html() -> Callable[[str], str]:
    """HTML of a page without directives, made with the extensions of the site; what is refused in it raises."""
    settings = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    extensions, options = [], {}
    for entry in settings["markdown_extensions"]:
        name, given = entry if isinstance(entry, tuple) else (entry, {})
        if isinstance(entry, dict):
            ((name, given),) = entry.items()
        extensions.append(name)
        options[name] = given or {}

    def html(text: str) -> str:
        formulas = FormulasExtension(broken=lambda error: f'<code class="broken">{error}</code>')
        made = markdown.markdown(text, extensions=[*extensions, formulas], extension_configs=options)
        return fill(made, refuse)

    def refuse(line: int, what: str, remedy: str) -> str:
        raise CourseError(what, path="page.md", line=line, remedy=remedy)

    return html
