"""What directives ask for: heads, cells, captions, and the alt texts of a page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

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
    assert directives.read_figure("t/other.py: fit\nC.\n\nalt: a", 3, place, material).result is None


def test_figure_has_caption_and_alt_text_in_one_line(material, place):
    body = "t/coin.py: curve\nA *valley*,\n{{ t/coin.w }} wide.\n\nalt: At\n  {{ t/coin.w | .2f }},  deep: <x>."
    figure = directives.read_figure(body, 3, place, material)
    assert (figure.caption, figure.caption_line) == ("A *valley*,\n{{ t/coin.w }} wide.", 4)
    assert (figure.alt, figure.alt_line) == ("At {{ t/coin.w | .2f }}, deep: <x>.", 7)


CAPTIONS = {
    "alt-within-a-word": ("It comes to a halt: the cost stays.\n\nalt: A", "It comes to a halt: the cost stays.", 4, 6),
    "alt-in-the-caption": ("A figure\nalt: is in it.\n\nalt: A", "A figure\nalt: is in it.", 4, 7),
    "alt-in-the-alt-text": ("C\n\nalt: A, alt: b", "C", 4, 6),
    "two-paragraphs": ("\nC\n\nD\n\n  \nalt: A", "C\n\nD", 5, 10),
    "blanks": ("  C\n \t\n  alt:A  \n", "C", 4, 6),
}


@pytest.mark.parametrize(("texts", "caption", "line", "alt_line"), CAPTIONS.values(), ids=CAPTIONS)
def test_alt_text_begins_a_line_behind_an_empty_one(material, place, texts, caption, line, alt_line):
    figure = directives.read_figure(f"t/coin.py: curve\n{texts}", 3, place, material)
    assert (figure.caption, figure.caption_line, figure.alt_line) == (caption, line, alt_line)
    assert figure.alt.startswith("A")


def test_two_figures_in_a_cell_are_the_snippets_fault(material, place):
    coin = material.results["t/coin"]
    curve = structs.replace(coin.cells["curve"], figures=coin.cells["curve"].figures * 2)
    both = replace(material, results={"t/coin": structs.replace(coin, cells=coin.cells | {"curve": curve})})
    with pytest.raises(
        CourseError, match=r"cell 'curve' of t/coin shows 2 figures\. Give each figure a cell"
    ) as caught:
        directives.read_figure("t/coin.py: curve\nC.\n\nalt: a", 3, place, both)
    assert (caught.value.path, caught.value.line) == (material.snippets["t/coin"].path, 6)


def test_snippet_without_a_result_or_a_reason_names_the_remedy(material, place):
    lost = Material(material.snippets, {}, {})
    with pytest.raises(CourseError, match=r"t/coin has no result\. Run python -m snippets run") as caught:
        directives.read_listing("t/coin.py: fit", 3, place, lost)
    assert (caught.value.path, caught.value.line) == (place.path, 3)


FIGURE = "``` figure\n{}\nC.\n\nalt: {}\n```\n\n"


def test_alternatives_of_a_page(document, material, place):
    text = FIGURE.format("t/coin.py: curve { #a }", "At {{ t/coin.w }}") + FIGURE.format("t/other.py: curve", "b")
    text += "- c\n\n    ``` figure\n    t/coin.py: fit\n    C.\n\n    alt: deep\n    ```\n"
    assert directives.alternatives(document(text), place, material) == {
        "t/coin:curve": "At 1.5",
        "t/other:curve": "b",
        "t/coin:fit": "deep",
    }


def test_alternatives_without_what_the_page_itself_says_is_wrong(document, material, place):
    text = FIGURE.format("t/coni.py: curve", "a") + FIGURE.format("t/coin.py: crve", "a")
    text += FIGURE.format("t/coin.py", "a") + FIGURE.format("t/coin.py: curve", "{{ t/coin.v }}")
    assert directives.alternatives(document(text), place, material) == {"t/coin:curve": ""}
