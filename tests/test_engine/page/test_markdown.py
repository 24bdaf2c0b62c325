"""Pieces of Markdown: what is literal stays as it is, wherever it stands."""

from __future__ import annotations

import lxml.html
import pytest
from markdown_it import MarkdownIt

from snippets._engine.page.markdown import escaped, fence, pieces, quoted, row, span, wrapped

GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SIGNS = r"""<b>x</b> & &lt; &#42; a|b `c` *d* _e_ **f** ~~g~~ [h](i) ![j](k) \n {{ o }} # "r" 's' - + :t: 中，文"""
PLACES = {
    "text": ("a {}", "//p"),
    "table": ("| a | b |\n|---|---|\n| {} | c |", "//td[1]"),
    "heading": ("## {}", "//h2"),
    "link": ("[{}](page.md)", "//a[@href='page.md']"),
    "emphasis": ("*a {}*", "//em"),
    "quotation": ("> a {}", "//blockquote/p"),
}


@pytest.mark.parametrize(("markdown", "path"), PLACES.values(), ids=PLACES)
def test_escaped_text_is_read_as_it_is(markdown, path):
    (found,) = lxml.html.fromstring("<div>" + GITHUB.render(markdown.format(escaped(SIGNS))) + "</div>").xpath(path)
    assert found.text_content().removeprefix("a ") == SIGNS
    assert not len(found)


@pytest.mark.parametrize(
    "start",
    ["# a", "- a", "+ a", "* a", "1. a", "12) a", "> a", "===", "---", "| a | b |", "<p>", "```", "~~~", "[a]: b"],
)
def test_escaped_text_begins_no_block(start):
    tree = lxml.html.fromstring(f"<div>{GITHUB.render(escaped(start))}</div>")
    assert [element.tag for element in tree.iter()] == ["div", "p"]
    assert tree.text_content().strip() == start


@pytest.mark.parametrize("number", ["1.5", "−0.5", "12,345", "25.6%", "1 × 10^30", "True", "3 of 4", "2026-11-25"])
def test_numbers_need_no_escape(number):
    assert escaped(number) == number


SPANS = {"a": "`a`", "a`b": "``a`b``", "`": "`` ` ``", "``a`": "``` ``a` ```", "a b ": "`a b `"}


@pytest.mark.parametrize(("text", "expected"), SPANS.items(), ids=SPANS)
def test_span_has_ticks_that_its_text_lacks(text, expected):
    assert span(text) == expected
    assert lxml.html.fromstring(GITHUB.render(span(text))).find("code").text == text


PIECES = {
    "a `b` $c$ $$d$$ e": ["a ", "`b`", " ", "$c$", " ", "$$d$$", " e"],
    "``a`b`` `c": ["", "``a`b``", " `c"],
    r"\`a\` \$b\$": [r"\`a\` \$b\$"],
    "$5 and $6": ["$5 and $6"],
    "`$a` $b$": ["", "`$a`", " ", "$b$", ""],
}


@pytest.mark.parametrize(("text", "expected"), PIECES.items(), ids=PIECES)
def test_pieces_of_a_line(text, expected):
    assert [part for _, part in pieces(text)] == expected


def test_fence_has_more_ticks_than_its_text():
    assert fence("a", "text") == "```text\na\n```"
    assert fence("``` x\n```` y", "text") == "`````text\n``` x\n```` y\n`````"
    assert fence("`a` ``b``", "text").startswith("```text")


def test_markdown_is_wrapped_in_an_element_also_in_a_box(html):
    inner = wrapped("figure", "*x* 'y'", class_="a b", id="i", data_text="it's: {z}")
    page = html('!!! note "Box"\n\n' + "\n".join(f"    {line}".rstrip() for line in inner.split("\n")))
    (found,) = lxml.html.fromstring(page).xpath("//figure[@id='i']")
    assert (found.get("class"), found.get("data-text"), found.find(".//em").text) == ("a b", "it's: {z}", "x")


def test_elements_in_elements(html):
    page = html(wrapped("div", wrapped("div", "x", class_="b") + "\n\ny", depth=4, class_="a"))
    assert page.replace("\n", "") == '<div class="a"><div class="b"><p>x</p></div><p>y</p></div>'


def test_quotation_and_row():
    assert quoted("a \n\nb\t") == "> a \n>\n> b\t"
    assert row(["a", "", "b"]) == "| a |  | b |"
