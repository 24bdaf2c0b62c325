"""Figures: their captions, and the alt texts of a page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from snippets._engine.errors import CourseError
from snippets._engine.page import figures


def test_without_a_result_nothing_is_checked_against_it(material, place):
    assert figures.read_figure("t/other.py: fit\nC.\n\nalt: a", 3, place, material).result is None


def test_figure_has_caption_and_alt_text_in_one_line(material, place):
    body = "t/coin.py: curve\nA *valley*,\n{{ t/coin.w }} wide.\n\nalt: At\n  {{ t/coin.w | .2f }},  deep: <x>."
    figure = figures.read_figure(body, 3, place, material)
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
    figure = figures.read_figure(f"t/coin.py: curve\n{texts}", 3, place, material)
    assert (figure.caption, figure.caption_line, figure.alt_line) == (caption, line, alt_line)
    assert figure.alt.startswith("A")


def test_two_figures_in_a_cell_are_the_snippets_fault(material, place):
    coin = material.results["t/coin"]
    curve = structs.replace(coin.cells["curve"], figures=coin.cells["curve"].figures * 2)
    both = replace(material, results={"t/coin": structs.replace(coin, cells=coin.cells | {"curve": curve})})
    with pytest.raises(
        CourseError, match=r"cell 'curve' of t/coin shows 2 figures\. Give each figure a cell"
    ) as caught:
        figures.read_figure("t/coin.py: curve\nC.\n\nalt: a", 3, place, both)
    assert (caught.value.path, caught.value.line) == (material.snippets["t/coin"].path, 6)


FIGURE = "``` figure\n{}\nC.\n\nalt: {}\n```\n\n"


def test_alternatives_of_a_page(document, material, place):
    text = FIGURE.format("t/coin.py: curve { #a }", "At {{ t/coin.w }}") + FIGURE.format("t/other.py: curve", "b")
    text += "- c\n\n    ``` figure\n    t/coin.py: fit\n    C.\n\n    alt: deep\n    ```\n"
    assert figures.alternatives(document(text), place, material) == {
        "t/coin:curve": "At 1.5",
        "t/other:curve": "b",
        "t/coin:fit": "deep",
    }


def test_alternatives_without_what_the_page_itself_says_is_wrong(document, material, place):
    text = FIGURE.format("t/coni.py: curve", "a") + FIGURE.format("t/coin.py: crve", "a")
    text += FIGURE.format("t/coin.py", "a") + FIGURE.format("t/coin.py: curve", "{{ t/coin.v }}")
    assert figures.alternatives(document(text), place, material) == {"t/coin:curve": ""}
