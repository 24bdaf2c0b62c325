"""The last steps: from the content of a page, and from a whole page, to what a reader gets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from snippets._engine.html import finish
from snippets._engine.html.finish import Pictures

FIGURE = """<figure class="result" id="{}">
<div><svg></svg></div>
<figcaption>
<p>Look.</p>
<p>Again.</p></figcaption>
</figure>"""
PICTURE = '<svg viewBox="0 0 1 1" width="467"><path d="M0 0"/></svg>'


def content(html: str, language: str = "en", **settings: object) -> str:
    return finish.content(html, Pictures(), language, **settings)


def test_lines_stand_below_the_title_alone() -> None:
    html = "<h1>A</h1><p>text</p><h1>B</h1>"
    assert content(html, below_title="<p>Part 1</p>") == "<h1>A</h1>\n<p>Part 1</p><p>text</p><h1>B</h1>"
    assert content(html) == html


def test_figures_are_counted_in_their_part() -> None:
    html = content(f"{FIGURE.format('a')}<p>text</p>{FIGURE.format('b')}", "zh", part=3)
    assert html.count('<p><span class="number">图 3.1</span> Look.</p>\n<p>Again.</p>') == 1
    assert html.count('<p><span class="number">图 3.2</span> Look.</p>') == 1
    assert "Figure 1.1</span> Look." in content(FIGURE, part=1)


def test_other_figures_have_no_number() -> None:
    html = "<figure><figcaption><p>Look.</p></figcaption></figure>"
    assert content(html + FIGURE, part=1).startswith(html)
    assert content(FIGURE) == FIGURE


def test_marks_without_a_colour_of_their_own_go_and_the_text_stays() -> None:
    html = '<span class="k">def</span> <span class="n">f</span><span class="p">():</span><span class="mi">1</span>'
    assert content(html) == '<span class="k">def</span> f():<span class="mi">1</span>'


def test_block_of_code_knows_its_lines_and_is_reached_by_the_keyboard_when_it_is_wide() -> None:
    narrow = "<pre><span></span><code>a\n\n<b>b &lt; c</b>\n</code></pre><pre>d</pre>"
    starts = re.findall("<(?:pre|code).*?>", content(narrow + f"<pre><code>{'宽' * 21}</code></pre>"))
    assert starts == ['<pre style="--lines: 3">', "<code>", "<pre>", '<pre style="--lines: 1">', '<code tabindex="0">']


def test_tables_scroll_in_boxes_but_those_of_a_notebook_stay() -> None:
    html = '<table><tr></tr></table><table class="dataframe"></table>'
    boxed = '<div class="scroll"><table class="data"><tr></tr></table></div><table class="dataframe"></table>'
    assert content(html) == boxed


def test_a_formula_stays_with_the_punctuation_around_it_and_no_more() -> None:
    html = "<p>从 <math><mi>a</mi></math> 到（<math><mi>b</mi></math>），再看</p>"
    kept = '<p>从 <math><mi>a</mi></math> 到<span class="together">（<math><mi>b</mi></math>），</span>再看</p>'
    assert content(html) == kept
    two = '<span class="together"><math><mi>a</mi></math>，</span>'
    assert content("<math><mi>a</mi></math>，<math><mi>a</mi></math>，好") == f"{two}<wbr>{two}好"
    block = '<math display="block"><mi>a</mi></math>，'
    assert content(block) == block


def test_pictures_are_out_of_the_content_and_back_in_the_page(tmp_path: Path) -> None:
    pictures = Pictures()
    icon = '<svg viewBox="0 0 2 2"></svg>'
    html = f"<p>{PICTURE}{icon}{PICTURE}</p>"
    finished = finish.content(html, pictures, "en")
    assert "path" not in finished
    assert icon in finished
    assert finish.page(f"<head></head>{finished}", pictures, tmp_path) == f"<head></head>{html}"


def test_pictures_of_another_build_are_not_at_hand(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        finish.page(content(PICTURE), Pictures(), tmp_path)


IDS = {
    "none": ("<p id='a'></p><b id=b></b><i data-id='a'>id=\"a\"</i>", None),
    "twice": ('<p id="a"></p><p class="b" id="c"></p><svg><g id="c"></g></svg>', "c"),
    "other-quotes": ("<p id='a'></p><p title='>' id=a></p>", "a"),
    "line-between": ('<p\nid="a"></p><p id="a">', "a"),
}


@pytest.mark.parametrize(("html", "id"), IDS.values(), ids=IDS)
def test_an_id_that_stands_twice_is_found(html: str, id: str | None) -> None:
    assert finish.repeated_id(html) == id


def test_a_page_gets_the_font_of_its_formulas(tmp_path: Path) -> None:
    finished = finish.page("<head></head><math><mi>a</mi></math>", Pictures(), tmp_path)
    assert finished.startswith('<head><style>@font-face { font-family: "Course Maths"')
    assert [path.suffix for path in tmp_path.iterdir()] == [".woff2"]
