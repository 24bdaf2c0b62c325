"""The font of the formulas of a page."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from snippets._engine.errors import CourseError
from snippets._engine.html import fonts
from snippets._engine.html.fonts import with_font
from snippets._engine.html.maths import to_mathml


def test_a_page_holds_the_font_of_its_formulas(tmp_path: Path) -> None:
    page = "<head></head>" + to_mathml(r"\sum_n \alpha_n \hat y \in \mathbb{R} \text{ if }")
    shown = with_font(page, tmp_path / "cache")
    style, data = re.search(r"<head><style>(.*?)base64,(.*?)\"\) format.*</style></head>", shown, re.DOTALL).groups()
    assert "Course Maths" in style
    kept = base64.b64decode(data)
    assert kept[:4] == b"wOF2"
    font = TTFont(io.BytesIO(kept))
    assert "MATH" in font
    held = set(map(chr, font.getBestCmap()))
    assert set("𝛼𝑛𝑦∑ℝ∈ˆif √\u00a0") <= held
    assert not set("αny𝑥") & held
    assert "SIL" in font["name"].getDebugName(13)  # the licence travels with the font

    (file,) = (tmp_path / "cache").iterdir()
    before = file.stat().st_mtime_ns
    assert with_font(page, tmp_path / "cache") == shown
    assert file.stat().st_mtime_ns == before


def test_a_page_without_formulas_holds_no_font(tmp_path: Path) -> None:
    page = "<head></head><p>math</p>"
    assert with_font(page, tmp_path) == page


def test_without_the_font_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(CourseError, match=r"STIXTwoMath.*Run pip install -r requirements\.txt"):
        with_font(f"<head></head>{to_mathml('x')}", tmp_path)
    assert list(tmp_path.iterdir()) == []
