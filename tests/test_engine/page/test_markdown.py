"""Pieces of Markdown: what is literal stays as it is, wherever it stands."""

from __future__ import annotations

import lxml.html
import pytest

from snippets._engine.page.markdown import code, element, fence, literal, quoted, row

SIGNS = r"""<b>x</b> & &lt; a|b `c` *d* _e_ **f** ~g~ [h](i) ![j](k) $m$ \n {{ o }} { #p } # "r" 's' - + :t: 中，文"""
PLACES = {
    "text": ("{}", "//p"),
    "table": ("| a | b |\n|---|---|\n| {} | c |", "//td[1]"),
    "heading": ("## {} {{ #id }}", "//h2"),
    "link": ("[{}](page.md)", "//a[@href='page.md']"),
    "emphasis": ("*{}*", "//em"),
    "list": ("- {}\n- b", "//li[1]"),
    "title-of-a-box": ('!!! note "{}"\n\n    text', "//p[@class='admonition-title']"),
    "element": ('<span class="broken">{}</span>', "//span"),
}


@pytest.mark.parametrize(("markdown", "path"), PLACES.values(), ids=PLACES)
def test_literal_text_is_read_as_it_is(html, markdown, path):
    tree = lxml.html.fromstring("<div>" + html(markdown.format(literal(SIGNS))) + "</div>")
    (found,) = tree.xpath(path)
    assert " ".join(found.text_content().split()).removesuffix("¶") == " ".join(SIGNS.split())


@pytest.mark.parametrize(
    "start", ["# a", "- a", "1. a", "> a", "    a", "``` a", "$$ a $$", "!!! a", "| a | b |", "<p>"]
)
def test_literal_text_begins_no_block(html, start):
    assert lxml.html.fromstring(html(literal(start).lstrip())).tag == "p"


def test_fence_has_more_ticks_than_its_text():
    assert fence("a", "text") == "```text\na\n```"
    assert fence("``` x\n```` y", "text") == "`````text\n``` x\n```` y\n`````"
    assert fence("`a` ``b``", "text").startswith("```text")


def test_code_has_a_title_and_classes():
    assert code("x", "python", title="a.py") == '``` { .python title="a.py" }\nx\n```'
    assert code("x", "text", classes=" .no-copy") == "``` { .text .no-copy }\nx\n```"


def test_element_stands_in_a_box_with_its_attributes(html):
    inner = element("p.a.b", "*x* 'y'", id="i", data_text="it's: {z}")
    page = html('!!! note "Box"\n\n' + "\n".join(f"    {line}".rstrip() for line in inner.split("\n")))
    (found,) = lxml.html.fromstring(page).xpath("//p[@id='i']")
    assert (found.get("class"), found.get("data-text"), found.find("em").text) == ("a b", "it's: {z}", "x")


def test_raw_element_holds_html(html):
    assert html(element("div", "<b>*x*</b>", raw=True)) == "<div><b>*x*</b></div>"


def test_elements_in_elements(html):
    page = html(element("div.a", element("div.b", "x") + "\n\ny", depth=4))
    assert page.replace("\n", "") == '<div class="a"><div class="b"><p>x</p></div><p>y</p></div>'


def test_quotation_and_row():
    assert quoted("a\n\nb") == "> a\n>\n> b"
    assert row(["a", "", "b"]) == "| a |  | b |"
