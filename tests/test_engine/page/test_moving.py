"""Figures that move: `live`, which a script lets move, and `steps`, the pictures of a cell one after the other."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import lxml.html
import pytest

from snippets._engine.errors import CourseError
from snippets._engine.html.finish import Pictures, content
from snippets._engine.page import figures, plain
from snippets._engine.page.expand import expand
from snippets._engine.page.site_form import SITE, embed
from snippets._engine.run.result import CellResult

from .support import readable

LIVE = """\
``` live
t/coin.py: curve { #fig-move }
script: rate
facts: w costs

Drag it: {{ t/coin.w }}.

alt: A valley
```
"""
STEPS = """\
``` steps
t/coin.py: walk { #fig-walk }
It walks.

alt: A dot
```
"""


@pytest.fixture
def material(material):
    """The course of the other tests, with a script and a cell that shows three pictures."""
    result = material.results["t/coin"]
    pictures = [{language: f'<svg width="3">{n}{language}</svg>' for language in ("zh", "en")} for n in range(1, 4)]
    cells = {**result.cells, "walk": CellResult(figures=pictures)}
    snippet = material.snippets["t/coin"]
    snippet = replace(snippet, cells=(*snippet.cells, replace(snippet.cells[-1], name="walk")))
    return replace(
        material,
        snippets={**material.snippets, "t/coin": snippet},
        results={"t/coin": type(result)(**{**vars_of(result), "cells": cells})},
        scripts=frozenset({"rate", "squares"}),
    )


def vars_of(result):
    return {name: getattr(result, name) for name in result.__struct_fields__}


def test_a_live_figure_names_its_script_and_gives_it_facts(page, material):
    page = page(LIVE)
    (figure,) = re.findall(r"<figure[^>]*>", page)
    assert 'id="fig-move"' in figure
    assert 'class="result live"' in figure
    assert 'data-live="rate"' in figure
    given = re.search(r'data-facts="([^"]*)"', figure)[1].replace("&quot;", '"')
    assert json.loads(given) == {"w": 1.5, "costs": [3.0, 2.0]}
    assert "script:" not in page
    assert '<svg role="img" aria-label="A valley" width="3">en</svg>' in embed(page, material, "en")
    assert "Drag it: " in page


def test_steps_hold_every_picture_in_order(page, material):
    page = embed(page(STEPS), material, "zh")
    assert 'class="result steps"' in page
    assert re.findall(r'aria-label="([^"]*)" width="3">(\w+)</svg>', page) == [
        ("A dot (1/3)", "1zh"),
        ("A dot (2/3)", "2zh"),
        ("A dot (3/3)", "3zh"),
    ]


@pytest.mark.parametrize("text", [LIVE, STEPS], ids=["live", "steps"])
def test_they_are_numbered_as_other_figures(page, text):
    page = content(page(text), Pictures(), "en", part=3)
    assert '<span class="number">Figure 3.1</span>' in page


@pytest.mark.parametrize("text", [LIVE, STEPS], ids=["live", "steps"])
def test_in_plain_markdown_they_are_caption_and_alt_text(document, place, material, text):
    written = readable(expand(document(text), place, material, plain.PLAIN))
    assert "> Figure: " in written
    assert "> What it shows: A " in written
    assert "script" not in written


@pytest.mark.parametrize("text", [LIVE, STEPS], ids=["live", "steps"])
def test_without_a_result_it_says_so(made, text):
    text = (
        text.replace("t/coin.py: walk", "t/coin.py: curve").replace("t/coin", "t/other").replace("{{ t/other.w }}", "")
    )
    written = made(text)
    assert "pending" in written
    assert "figure-slot" not in written


def test_their_snippets_are_used_by_the_page_and_their_alt_texts_known(document, place, material):
    page = document(LIVE + "\n" + STEPS)
    assert page.snippets == {"t/coin"}
    assert figures.alternatives(page, place, material) == {"t/coin:curve": "A valley", "t/coin:walk": "A dot"}
    assert set(page.anchors) == {"fig-move", "fig-walk"}


def test_what_a_script_is_given_is_what_the_facts_hold(page, material):
    """The fixture `page` takes the material of this module."""
    material.results["t/coin"].facts["w"] = "&lt;b&gt; \"q\" 'r' \x02 *a* {{ }}"
    (figure,) = lxml.html.fromstring(f"<div>{page(LIVE.replace('{{ t/coin.w }}', 'x'))}</div>").iter("figure")
    assert json.loads(figure.get("data-facts"))["w"] == material.results["t/coin"].facts["w"]


def test_words_of_a_caption_that_look_like_options_belong_to_it(document, place, material):
    text = STEPS.replace("It walks.", "facts: a\nscript: b")
    assert "> Figure: facts: a\n> script: b\n" in plain.page(document(text), place, material, {}, str, plain.PLAIN)
    live = LIVE.replace("Drag it: {{ t/coin.w }}.", "Drag it.\nfacts: a\n{{ t/coin.v }}")
    with pytest.raises(CourseError, match="'v'") as caught:
        expand(document(live), place, material, SITE)
    assert caught.value.line == 12


WRONG = {
    "no-script": (LIVE.replace("script: rate\n", ""), "names no script", "script: name", 6),
    "unknown-script": (LIVE.replace("rate", "rates"), "there is no script 'rates'", "rate", 7),
    "unknown-fact": (LIVE.replace("w costs", "w cost"), "ends without a fact 'cost'", "costs", 8),
    "not-finite": (LIVE.replace("w costs", "bad"), "bad is nan", "finite", 8),
    "several-pictures": (LIVE.replace("curve", "walk"), "shows 3 figures", "`steps`", None),
    "one-step": (STEPS.replace("walk", "curve"), "shows one figure", "`figure`", 6),
    "no-picture": (STEPS.replace("walk", "quiet"), "shows no figure", "curve", 6),
    "no-alt": (STEPS.replace("alt: A dot\n", ""), "no alt text", "alt:", 6),
}


@pytest.mark.parametrize(("text", "what", "remedy", "line"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_with_its_line(document, place, material, text, what, remedy, line):
    with pytest.raises(CourseError) as caught:
        expand(document(text), place, material, SITE)
    assert what in caught.value.what
    assert remedy in caught.value.remedy
    assert line is None or caught.value.line == line
