"""HTML around code: elements as parts of a slot."""

from __future__ import annotations

from snippets._engine.page.elements import element, line
from snippets._engine.page.slots import Code

CODE = Code("x = 1", "python")


def test_an_element_holds_html_code_and_elements_on_lines_of_their_own():
    made = element("div", "<p>a</p>", CODE, element("b", "c"), id="i")
    assert made == ['<div id="i">', "\n", "<p>a</p>", "\n", CODE, "\n", "<b>", "\n", "c", "\n</b>", "\n</div>"]


def test_attributes_are_text():
    assert line("a", "b", class_="c", data_text='it\'s <d> & "e"') == (
        '<a class="c" data-text="it&#x27;s &lt;d&gt; &amp; &quot;e&quot;">b</a>'
    )
