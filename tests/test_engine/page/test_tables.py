"""Tables made from the whole site."""

from __future__ import annotations

import json

import lxml.html
import pytest

from snippets._engine.errors import CourseError
from snippets._engine.page import tables
from snippets._engine.page.document import parse as parse_page
from snippets._engine.page.material import Material
from snippets._engine.run.result import CellResult, Result
from snippets._engine.snippet.source import parse

from .support import readable


@pytest.fixture
def material(tmp_path):
    snippets = {name: parse(tmp_path / "s.py", name, "# %% a\nx = 1\n") for name in ("t/good", "t/gpu")}
    result = Result(
        name="t/good",
        key="k",
        finished="2025-01-01T00:00:00+00:00",
        seconds=1.23456,
        peak_memory_mb=345.67,
        device="cpu",
        versions=dict.fromkeys(("python", "torch", "torchvision", "numpy", "matplotlib"), "1.0"),
        data={"mnist": {"kind": "stand-in", "note": ""}},
        facts={"x": 1, "far": float("inf"), "costs": [1.0, float("nan")]},
        labels={},
        cells={"a": CellResult()},
    )
    failure = CourseError("cell `a` raised", path="snippets/t/bad.py", line=2, remedy="Mend the cell")
    return Material(snippets, {"t/good": result}, {}, {"t/gpu": "needs a GPU | two"}, {"t/bad": failure})


def test_verification_has_every_snippet_with_its_status(material):
    found = {entry["name"]: entry["status"] for entry in tables.verification(material)["snippets"]}
    assert found == {"t/bad": "failed", "t/good": "ok", "t/gpu": "not run"}


def test_verification_says_what_was_measured(material):
    (entry,) = [entry for entry in tables.verification(material)["snippets"] if entry["status"] == "ok"]
    assert (entry["seconds"], entry["peak_memory_mb"], entry["device"]) == (1.235, 345.7, "cpu")
    assert entry["data"] == {"mnist": "stand-in"}
    assert entry["facts"]["x"] == 1


def test_verification_is_strict_json(material):
    text = json.dumps(tables.verification(material), allow_nan=False)
    assert "snippets/t/bad.py:2: cell `a` raised. Mend the cell" in text


@pytest.mark.parametrize(
    ("language", "words"), [("zh", ["通过", "替代数据", "345 MB|346 MB"]), ("en", ["ok", "stand-in", "MB"])]
)
def test_verification_table_links_the_pages_that_use_a_snippet(material, tmp_path, language, words):
    chapter = parse_page("---\ntitle: Coins\n---\n{{ t/good.x }}", tmp_path / "coins.md")
    rows = tables.verification_table(material, language, [chapter]).split("\n")
    (row,) = [readable(row) for row in rows if "`t/good`" in row]
    assert "[Coins](coins.md)" in row
    assert all(any(word in row for word in each.split("|")) for each in words)
    assert len({row.count("|") for row in rows if row.startswith("|")}) == 1


def test_titles_and_reasons_are_text(html, material, tmp_path):
    chapter = parse_page("---\ntitle: '*A* | [b](c) <d> & `e`'\n---\n{{ t/good.x }}", tmp_path / "coins.md")
    tree = lxml.html.fromstring(html(tables.verification_table(material, "en", [chapter])))
    (link,) = tree.xpath("//a[@href='coins.md']")
    assert link.text_content() == "*A* | [b](c) <d> & `e`"
    assert {len(row) for row in tree.iter("tr")} == {7}


def test_provenance_table_marks_stand_ins(material):
    rows = tables.provenance_table(material, "en").split("\n")
    assert [row for row in rows if "`mnist`" in row and "stand-in" in row]
    assert [row for row in rows if "`cifar10`" in row and "stand-in" not in row]
