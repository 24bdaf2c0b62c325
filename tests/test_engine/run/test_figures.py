"""Figures: both languages from one run, real text, unique identifiers, the look of the page."""

from __future__ import annotations

import os
import re
from xml.etree import ElementTree

import pytest

from snippets._engine.run.inside.colours import PALETTE

pytestmark = pytest.mark.skipif(os.name == "nt", reason="uses the fork server")

FIGURE = r"""
    # %% picture
    import matplotlib.pyplot as plt

    fig, ax = plt.subplots()
    ax.plot([0, 1, 2], [3, -4, 5], "o-", color="C1", label="lr 0.01")
    ax.fill_between([0, 1], [0, 1], color="gray", alpha=0.3)
    ax.set_title("mean loss of $w_1$")
    ax.set_xlabel("not in the catalogue")
    ax.legend()
    plt.show()

    # %% other
    plt.plot([0, 1], [0, 1], "o")
    plt.text(0, 0.5, "two\nlines")
    plt.show()

    # %% none
    x = 1
"""
CHINESE = {"lr {0}": "学习率 {0}", "mean loss of $w_1$": "$w_1$ 的平均损失", "two\nlines": "两\n行"}


@pytest.fixture(scope="module")
def drawn(engine_runner, tmp_path_factory):
    """The result of FIGURE, drawn once for all tests here."""
    from textwrap import dedent

    from snippets._engine.snippet.source import parse

    path = tmp_path_factory.mktemp("figures") / "t" / "s.py"
    path.parent.mkdir()
    path.write_text(dedent(FIGURE).lstrip(), "utf-8")
    engine_runner.translations = CHINESE
    try:
        return engine_runner.run(parse(path))
    finally:
        engine_runner.translations = {}


def svg(drawn, language="en", cell="picture"):
    (figure,) = drawn.cells[cell].figures
    return figure[language]


def texts(picture):
    root = ElementTree.fromstring(picture)
    return {"".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")}


def test_each_cell_has_its_figures(drawn):
    assert [len(drawn.cells[cell].figures) for cell in ("picture", "other", "none")] == [1, 1, 0]


def test_english_labels_stay(drawn):
    assert {"lr 0.01", "not in the catalogue"} <= texts(svg(drawn))


def test_labels_are_translated_with_their_numbers(drawn):
    assert "学习率 0.01" in texts(svg(drawn, "zh"))
    assert "lr" not in " ".join(texts(svg(drawn, "zh")))


def test_text_mixed_with_maths_is_translated(drawn):
    """Matplotlib places each character of such a text by itself."""
    words = {re.sub(r"\s", "", text) for text in texts(svg(drawn, "zh"))}
    assert "w1的平均损失" in words
    assert not [word for word in words if "mean" in word or "$" in word]


def test_text_of_several_lines_is_translated(drawn):
    assert {"两", "行"} <= texts(svg(drawn, "zh", "other"))


def test_label_without_translation_stays_english_and_is_recorded(drawn):
    assert "not in the catalogue" in texts(svg(drawn, "zh"))
    assert drawn.labels == {**CHINESE, "not in the catalogue": ""}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_identifiers_are_unique_on_a_page_and_all_resolve(drawn, language):
    both = svg(drawn, language) + svg(drawn, language, "other")
    ids = re.findall(r' id="([^"]+)"', both)
    used = re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', both)
    assert len(ids) == len(set(ids)) > 0
    assert {one or other for one, other in used} == set(ids)


def test_the_languages_have_different_identifiers(drawn):
    assert not set(re.findall(r' id="([^"]+)"', svg(drawn))) & set(re.findall(r' id="([^"]+)"', svg(drawn, "zh")))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_holds_outside_the_picture(drawn, language):
    picture = svg(drawn, language)
    assert not re.search(r"<style|<script|<metadata|<!DOCTYPE|<\?xml|http://(?!www\.w3\.org/2000/svg)", picture)


def test_the_picture_is_well_formed_and_has_a_view_box(drawn):
    root = ElementTree.fromstring(svg(drawn))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    x, y, width, height = map(float, root.get("viewBox").split())
    assert (x, y) == (0, 0)
    assert width == pytest.approx(4.8 * 72, abs=1)
    assert height == pytest.approx(3.4 * 72, abs=1)


@pytest.mark.parametrize("name", ["fg", "c1", "muted"])
def test_colours_are_variables_with_the_light_colour_as_fallback(drawn, name):
    assert f"var(--fig-{name}, {PALETTE[name][0]})" in svg(drawn)


def test_no_colour_is_fixed(drawn):
    picture = re.sub(r"var\(--fig-\w+, #[0-9a-f]{6}\)", "", svg(drawn))
    assert not re.search(r"(?:fill|stroke): *#[0-9a-f]{3,6}", picture)


def test_the_background_is_transparent(drawn):
    assert not re.search(r"fill: ?var\(--fig-bg, #ffffff\)(?!; opacity: 0\.8)", svg(drawn))


def test_the_font_is_a_variable(drawn):
    assert "var(--fig-font, sans-serif)" in svg(drawn)
    assert "DejaVu" not in svg(drawn)


SMALL = "# %% picture\nimport matplotlib.pyplot as plt\nplt.plot([1, 2], 'o')\nplt.title('lr 3')\nplt.show()\n"


def test_the_same_run_draws_the_same_picture(bench):
    assert svg(bench.run(SMALL)) == svg(bench.run(SMALL))


def test_a_translation_with_wrong_slots_does_not_break_the_run(bench):
    bench.runner.translations = {"lr {0}": "学习率 {7}"}
    assert "学习率 {7}" in texts(svg(bench.run(SMALL), "zh"))
