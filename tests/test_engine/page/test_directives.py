"""What directives ask for: heads and cells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from snippets._engine.errors import CourseError
from snippets._engine.page import directives
from snippets._engine.page.material import Material

HEADS = {
    "t/coin.py": ("t/coin", [], None),
    "t/coin": ("t/coin", [], None),
    "t/coin.py: fit": ("t/coin", ["fit"], None),
    "t/coin.py:fit": ("t/coin", ["fit"], None),
    "  t/coin.py: fit  curve ": ("t/coin", ["fit", "curve"], None),
    "t/coin.py: fit { #two }": ("t/coin", ["fit"], "two"),
    "t/coin.py: fit {#two-2}": ("t/coin", ["fit"], "two-2"),
    "t/coin.py { #whole }": ("t/coin", [], "whole"),
}


@pytest.mark.parametrize(("text", "read"), HEADS.items(), ids=HEADS)
def test_head(material, place, text, read):
    head = directives.read_head(text, 3, place, material)
    assert (head.snippet.name, head.cells, head.id) == read
    assert (head.stem, head.file) == ("coin", "coin.py")


@pytest.mark.parametrize("text", ["", "t/coin.py; fit", "t/coin.py: fit { two }", "t/coin.py: fit #two", "t/coin.py:"])
def test_malformed_head_names_its_line(material, place, text):
    with pytest.raises(CourseError, match="cannot read") as caught:
        directives.read_head(text, 3, place, material)
    assert (caught.value.path, caught.value.line) == (place.path, 3)
    assert "topic/name.py: cell" in caught.value.remedy


@pytest.mark.parametrize(
    ("cells", "lines"), [("fit", [2, 3]), ("curve", [6]), ("fit quiet", [2, 3, 12]), ("", list(range(1, 13)))]
)
def test_lines_that_a_head_shows(material, place, cells, lines):
    head = directives.read_head(f"t/coin.py: {cells}".removesuffix(": "), 3, place, material)
    assert [line for line in range(1, 13) if head.shows(line)] == lines


def test_listing_has_the_source_in_the_language_and_what_was_printed(material, place):
    listing = directives.read_listing("t/coin.py: fit boom", 3, replace(place, language="zh"), material)
    assert listing.source == "w = 1.5  # 原因\nprint(w)\n\nraise ValueError"
    assert list(listing.outputs) == [
        ("1.5", False),
        ("Traceback (most recent call last):\nValueError: too bad", True),
    ]


def test_without_a_result_nothing_is_checked_against_it(material, place):
    assert directives.read_output("t/other.py: quiet", 3, place, material).result is None


def test_snippet_without_a_result_or_a_reason_names_the_remedy(material, place):
    lost = Material(material.snippets, {}, {})
    with pytest.raises(CourseError, match=r"t/coin has no result\. Run python -m snippets run") as caught:
        directives.read_listing("t/coin.py: fit", 3, place, lost)
    assert (caught.value.path, caught.value.line) == (place.path, 3)
