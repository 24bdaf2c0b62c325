"""Highlighted code: every character of it, and what surrounds it."""

from __future__ import annotations

import re
from html import unescape

import pytest

from snippets._engine.html.code import block, lines
from snippets._engine.page.slots import Code


def text(html: str) -> str:
    return unescape(re.sub("<[^>]*>", "", html))


@pytest.mark.parametrize("language", ["python", "text"])
@pytest.mark.parametrize(
    "code",
    ["x = 1", "\n\n x\t\n\n", '"""a  \n\tb"""  ', "\x0c\x0b\u2028\ufeff", "<b> & &lt; 'x' \"y\"", "", "\x02a\x03"],
)
def test_every_character_is_there(code: str, language: str) -> None:
    assert text(lines(code, language)) == f"{code}\n"


def test_code_is_coloured() -> None:
    assert '<span class="c1"># a</span>' in lines("x  # a", "python")
    assert lines("x  # a", "text") == "x  # a\n"


def test_a_block_has_the_form_of_markdowns() -> None:
    assert block(Code("x", "text")) == (
        '<div class="language-text highlight"><pre><span></span><code>x\n</code></pre></div>'
    )
    assert block(Code("x", "text", copied=False)).startswith('<div class="language-text no-copy highlight"><pre>')
    assert '<span class="filename">a&amp;b.py</span><pre>' in block(Code("x", "python", "a&b.py"))
