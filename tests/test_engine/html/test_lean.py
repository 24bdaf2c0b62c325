from __future__ import annotations

import re

from snippets._engine.html.lean import picture_style, with_boxed_tables, with_measures, without_plain_marks


def test_marks_without_a_colour_of_their_own_go_and_the_text_stays() -> None:
    html = '<span class="k">def</span> <span class="n">f</span><span class="p">():</span><span class="mi">1</span>'
    assert without_plain_marks(html) == '<span class="k">def</span> f():<span class="mi">1</span>'


def test_block_of_code_knows_its_lines_and_is_reached_by_the_keyboard_when_it_is_wide() -> None:
    narrow = "<pre><span></span><code>a\n\n<b>b &lt; c</b>\n</code></pre><pre>d</pre>"
    starts = re.findall("<(?:pre|code).*?>", with_measures(narrow + f"<pre><code>{'宽' * 21}</code></pre>"))
    assert starts == ['<pre style="--lines: 3">', "<code>", "<pre>", '<pre style="--lines: 1">', '<code tabindex="0">']


def test_tables_scroll_in_boxes_but_those_of_a_notebook_stay() -> None:
    html = '<table><tr></tr></table><table class="dataframe"></table>'
    boxed = '<div class="scroll"><table class="data"><tr></tr></table></div><table class="dataframe"></table>'
    assert with_boxed_tables(html) == boxed


def test_size_of_a_picture() -> None:
    assert picture_style('<svg viewBox="0 0 1 1" width="467" height="156" style="">') == "--width: 467; --height: 156"
    assert picture_style('<svg viewBox="0 0 1 1">') == ""
