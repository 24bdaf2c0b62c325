"""Matplotlib's SVG made fit for a page: names, numbers and colours change, texts never do."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from snippets._engine.run.inside.svg import Colour, clean

HEAD = '<?xml version="1.0"?><svg width="72pt" height="36pt" xmlns:xlink="http://www.w3.org/1999/xlink">'
TEXT = "{http://www.w3.org/2000/svg}text"


def cleaned(inside, colours=None, salt="salt", note=""):
    return clean(f"{HEAD}{inside}</svg>", colours or {}, salt, note)


def test_what_is_used_is_renamed_and_other_identifiers_go():
    raw = '<g id="not"><path id="used" d=""/></g><use xlink:href="#used"/>'
    made = cleaned(raw)
    assert re.findall(r' id="([^"]+)"', made) == re.findall(r' href="#([^"]+)"', made)
    assert "not" not in made
    assert cleaned(raw) == made != cleaned(raw, salt="other")


def test_groups_that_say_nothing_go_and_their_content_stays():
    made = cleaned('<g id="a"><g style="fill: none"><g id="b"><path d="M 0 0"/></g></g><g id="c"/></g>')
    assert made.endswith('><g style="fill: none">\n<path d="M 0 0"/>\n</g></svg>\n')


@pytest.mark.parametrize(
    "gone", ["<metadata><a>x</a></metadata>", "<style>*{fill:red}</style>", "<!-- x -->", "<defs/>"]
)
def test_what_would_hold_for_the_whole_page_goes(gone):
    assert cleaned(gone) == cleaned("")


def test_links_go_and_what_they_hold_stays():
    assert cleaned('<a xlink:href="https://example.org"><path d=""/></a>') == cleaned('<path d=""/>')


@pytest.mark.parametrize(
    "label",
    [
        '#1a63b8, id="x1" y="0.12345"',
        "#000001",
        '<a href="#top">',
        "url(#used) & &amp; &lt;",
        "<g></g><!-- --><style>",
        "'DejaVu Sans', sans-serif",
        "0.123456789",
        "  two  blanks  ",
        "%s {0} \\n ]]>",
    ],
)
def test_a_text_stays_as_it_is(label):
    written = label.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    inside = f'<defs><path id="used" d=""/></defs><use xlink:href="#used"/><text style="fill: #000001">{written}</text>'
    root = ElementTree.fromstring(cleaned(inside, {"#000001": Colour("#abcdef")}))
    (text,) = root.iter(TEXT)
    assert text.text == label
    assert text.get("style").startswith("fill: #abcdef")


def test_blanks_that_a_browser_would_take_out_are_kept():
    assert "white-space: pre" in cleaned("<text>a  b</text>")
    assert "white-space" not in cleaned("<text>a b</text>")


def test_colours_are_what_they_stand_for_and_others_stay():
    made = cleaned('<path style="fill: #000001; stroke: #ffffff" d=""/>', {"#000001": Colour("var(--fig-c0, #1a63b8)")})
    assert 'style="fill: var(--fig-c0, #1a63b8); stroke: #ffffff"' in made


def test_words_with_a_halo_are_drawn_over_it():
    made = cleaned('<text style="fill: #000001">a</text>', {"#000001": Colour("#000000", "#ffffff")})
    assert "stroke: #ffffff" in made
    assert "paint-order: stroke" in made


def test_coordinates_are_shortened():
    assert '<path d="M 1.23 -0.1 L 12.5 3"/>' in cleaned('<path d="M 1.234567 -0.1000 L 12.5 3.0001"/>')


def test_a_note_stands_below_the_picture():
    made = ElementTree.fromstring(cleaned('<path d=""/>', note="a < b"))
    (text,) = made.iter(TEXT)
    assert text.text == "a < b"
    height = float(made.get("viewBox").split()[3])
    assert 36 < float(text.get("y")) < height
    assert float(made.get("height")) == pytest.approx(height * 1.35, abs=1)
