from __future__ import annotations

from snippets._engine.lean import lines_style, picture_style, without_plain_marks


def test_marks_without_a_colour_of_their_own_go_and_the_text_stays() -> None:
    html = '<span class="k">def</span> <span class="n">f</span><span class="p">():</span><span class="mi">1</span>'
    assert without_plain_marks(html) == '<span class="k">def</span> f():<span class="mi">1</span>'


def test_lines_of_code_and_output_are_counted_and_nothing_is_no_line() -> None:
    assert lines_style("a = 1\nprint(a)\n", "1\n", "") == "--lines: 3"


def test_size_of_a_picture() -> None:
    assert picture_style('<svg viewBox="0 0 1 1" width="467" height="156" style="">') == "--width: 467; --height: 156"
    assert picture_style('<svg viewBox="0 0 1 1">') == ""
