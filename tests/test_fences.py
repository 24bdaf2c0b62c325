"""No code fence of a page escapes the tests: each is a directive, run by pytest-codeblocks, or marked as not code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
DIRECTIVES = {
    "changes",
    "snippet",
    "output",
    "figure",
    "live",
    "steps",
    "program",
    "starter",
    "verification",
    "provenance",
    "editions",
    "errata",
    "glossary",
}
RUN = {"python", "bash", "sh"}  # exactly these words are run by pytest-codeblocks
TEXT = {"text", "console", "powershell"}  # shown, not run: commands that install or serve, and plain text


def fences(text: str) -> list[tuple[int, str]]:
    """Line and info string of every fence that opens."""
    found, closing = [], None
    for number, line in enumerate(text.splitlines(), 1):
        mark = re.match(r" *(?P<ticks>`{3,}|~{3,}) *(?P<info>.*?) *$", line)
        if closing is not None:
            if mark and not mark["info"] and mark["ticks"].startswith(closing):
                closing = None
        elif mark:
            found.append((number, mark["info"]))
            closing = mark["ticks"]
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_fence_is_known(page):
    unknown = [(line, info) for line, info in fences(page.read_text("utf-8")) if info not in DIRECTIVES | RUN | TEXT]
    assert unknown == [], f"{page}: use one of {sorted(RUN)} as it stands, or {sorted(TEXT)} for what must not run"


def test_finds_fences_with_attributes_and_in_boxes():
    text = 'a\n``` python title="x"\n```\n!!! note\n    ```python\n    x\n    ```\n~~~~ text\n```\n~~~~\n'
    assert fences(text) == [(2, 'python title="x"'), (5, "python"), (8, "text")]
