from __future__ import annotations

from snippets._engine.html.numbering import with_numbers

FIGURE = """<figure class="result" id="{}">
<div><svg></svg></div>
<figcaption>
<p>Look.</p>
<p>Again.</p></figcaption>
</figure>"""


def test_figures_are_counted_in_their_part() -> None:
    html = with_numbers(f"{FIGURE.format('a')}<p>text</p>{FIGURE.format('b')}", 3, "zh")
    assert html.count('<p><span class="number">图 3.1</span> Look.</p>\n<p>Again.</p>') == 1
    assert html.count('<p><span class="number">图 3.2</span> Look.</p>') == 1
    assert "Figure 1.1</span> Look." in with_numbers(FIGURE, 1, "en")


def test_other_figures_have_no_number() -> None:
    html = "<figure><figcaption><p>Look.</p></figcaption></figure>"
    assert with_numbers(html + FIGURE, 1, "en").startswith(html)
