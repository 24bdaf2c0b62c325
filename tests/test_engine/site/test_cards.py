"""Cards: which figure a page chose, and the picture."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from snippets._engine.errors import CourseError
from snippets._engine.page import document
from snippets._engine.page.material import Material
from snippets._engine.site import cards
from snippets._engine.snippet.source import parse

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="9" fill="#e2711d"/></svg>'
)
FIGURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="135" height="135" style="fill:#000">'
    '<rect width="100" height="100" fill="var(--fig-c2, #14764a)"/></svg>'
)
PAGE = """\
---
title: Coins
picture: t/coin:curve
---

# Coins

``` figure
t/coin.py: curve
Caption.

alt: A coin
```
"""


@pytest.fixture
def material(tmp_path):
    return Material({"t/coin": parse(tmp_path / "coin.py", "t/coin", "# %% curve\nx = 1\n")}, {}, {})


def test_page_chooses_its_figure(material, tmp_path):
    assert cards.chosen(document.parse(PAGE, tmp_path / "coins.md"), "en", material) == ("t/coin:curve", "A coin")


def test_page_that_chooses_none(material, tmp_path):
    text = PAGE.replace("picture: t/coin:curve\n", "") + "\n\npicture: t/coin:curve\n"
    assert cards.chosen(document.parse(text, tmp_path / "coins.md"), "en", material) == ("", "")


@pytest.mark.parametrize("picture", ["t/coin:crve", "t/coni:curve", "curve", ""])
def test_unknown_figure_names_line_and_remedy(material, tmp_path, picture):
    text = PAGE.replace("t/coin:curve", picture, 1)
    with pytest.raises(CourseError) as caught:
        cards.chosen(document.parse(text, tmp_path / "coins.md"), "en", material)
    assert (caught.value.path, caught.value.line) == (tmp_path / "coins.md", 3)
    assert f"the page shows no figure {picture!r}" in caught.value.what
    assert "t/coin:curve" in caught.value.remedy


def test_figure_whose_alt_text_has_a_wrong_fact_is_chosen_all_the_same(material, tmp_path):
    """The page says itself what is wrong with the fact."""
    page = document.parse(PAGE.replace("alt: A coin", "alt: {{ t/coin.v }} wide"), tmp_path / "coins.md")
    assert cards.chosen(page, "en", material) == ("t/coin:curve", "")


def pixels(png):
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.size == cards.SIZE
        return np.asarray(picture.convert("RGB")).astype(int)


def dark(picture, columns):
    return int((picture[:, columns].sum(axis=2) < 200).sum())


@pytest.mark.parametrize("title", ["梯度下降算法", "Gradient descent"])
def test_card_shows_title_and_figure(tmp_path, title):
    picture = pixels(cards.png(title, "Course", LOGO, FIGURE, tmp_path))
    empty = pixels(cards.png("", "", LOGO, "", tmp_path))
    assert tuple(picture[300, 880]) == (20, 118, 74), "the figure has another colour than the light one"
    assert dark(picture, slice(0, 560)) > 1000 + dark(empty, slice(0, 560))


def test_characters_of_both_languages_have_glyphs(tmp_path):
    """A character without a glyph is drawn as nothing or as a box, the same for all."""
    drawn = {pixels(cards.png(each, "", LOGO, "", tmp_path)).tobytes() for each in ("梯", "度", "降", "a", "×")}
    assert len(drawn) == 5


def test_card_is_made_once(tmp_path, monkeypatch):
    first = cards.png("Coins", "Course", LOGO, FIGURE, tmp_path)
    monkeypatch.setattr(cards, "_rasterised", lambda svg: b"made again")
    assert cards.png("Coins", "Course", LOGO, FIGURE, tmp_path) == first
    assert cards.png("Coin", "Course", LOGO, FIGURE, tmp_path) == b"made again"


@pytest.mark.parametrize(
    "title", ["Recurrent networks: classifying names", "循环神经网络（高级篇）：给名字分类的网络", "a < b & c"]
)
def test_long_title_stays_beside_the_figure(tmp_path, title):
    beside = pixels(cards.png(title, "Course", LOGO, FIGURE, tmp_path))[:600, 566:600]
    assert (beside.min(axis=2) > 200).all()
