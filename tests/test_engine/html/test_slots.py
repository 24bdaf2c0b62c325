"""Slots in the HTML that Markdown made: written out where they stand, or refused."""

from __future__ import annotations

import pytest

from snippets._engine.html import slots
from snippets._engine.page.slots import Code, Html, Value, write

ONE = write(Value(3, "a<b", name="t/coin.w"))
SHOWN = '<span class="fact" data-fact="t/coin.w">a&lt;b</span>'
BLOCK = write(Html(8, ["<div>", Code("x = 1", "python"), "</div>"]))


def fill(html: str) -> str:
    return slots.fill(html, lambda line, what, remedy: f"[{line}: {what}. {remedy}]")


KINDS = {
    "fact": (Value(1, "2.0", name="t/s.costs[1]"), '<span class="fact" data-fact="t/s.costs[1]">2.0</span>'),
    "power": (
        Value(1, "1.5 × 10", "−7", "t/s.w"),
        '<span class="fact" data-fact="t/s.w">1.5 × 10<sup>−7</sup></span>',
    ),
    "pending": (
        Value(1, "…", name="t/s.w", kind="pending"),
        '<span class="fact pending" data-fact="t/s.w">…</span>',
    ),
    "wrong": (Value(1, "no <b>", kind="wrong"), '<span class="broken">no &lt;b&gt;</span>'),
    "text": (Value(1, "a & b", kind="text"), "a &amp; b"),
}


@pytest.mark.parametrize(("value", "shown"), KINDS.values(), ids=KINDS)
def test_values_in_text(value: Value, shown: str) -> None:
    assert fill(f"<p>x {write(value)} y</p>") == f"<p>x {shown} y</p>"
    assert fill(f"<p>{write(value)}</p>") == f"<p>{shown}</p>"


PLACES = {
    "heading": (f'<h2 id="a">x {ONE}</h2>', f'<h2 id="a">x {SHOWN}</h2>'),
    "two": (f"<p>{ONE}{ONE}</p>", f"<p>{SHOWN}{SHOWN}</p>"),
    "title": (f'<a href="b" title="x {ONE}">c</a>', '<a href="b" title="x a&lt;b">c</a>'),
    "alt": (f"<img alt='{ONE}' src='b'>", "<img alt='a&lt;b' src='b'>"),
    "label": (f'<b aria-label="{ONE}">c</b>', '<b aria-label="a&lt;b">c</b>'),
    "sign-in-an-attribute": (f'<b title="x > {ONE}">c</b>', '<b title="x > a&lt;b">c</b>'),
    "comment": (f"<!-- x {ONE} -->", "<!-- x a&lt;b -->"),
    "what-code-does-not-know": (f'<code>x = <span class="err">{ONE}</span></code>', f"<code>x = {SHOWN}</code>"),
    "none": ("<p>a \ufdd0 b</p>", "<p>a \ufdd0 b</p>"),
}


@pytest.mark.parametrize(("html", "filled"), PLACES.values(), ids=PLACES)
def test_a_value_is_written_as_its_place_asks(html: str, filled: str) -> None:
    assert fill(html) == filled


def test_a_block_takes_the_place_of_its_paragraph() -> None:
    block = '<div><div class="language-python highlight"><pre><span></span><code>'
    made = fill(f"<li>\n<p>{BLOCK}</p>\n</li>")
    assert made.startswith(f"<li>\n{block}")
    assert made.endswith("</code></pre></div></div>\n</li>")


def test_the_way_back_of_a_footnote_stands_below_its_block() -> None:
    back = '&#160;<a class="footnote-backref" href="#fnref:1" title="Jump">↩</a>'
    assert fill(f"<p>{BLOCK}{back}</p>") == fill(f"<p>{BLOCK}</p>") + f"\n<p>{back}</p>"


REFUSED = {
    "address": (f'<a href="{ONE}">c</a>', "[3: a fact inside the attribute `href`. "),
    "id": (f'<p id="a{ONE}" title="{ONE}">c</p>', "[3: a fact inside the attribute `id`. "),
    "without-quotes": (f"<b title={ONE}>c</b>", "[3: a fact inside a tag. "),
    "script": (f"<script>x = {ONE}</script>", "[3: a fact inside <script>. "),
    "style": (f"<style>{ONE}</style>", "[3: a fact inside <style>. "),
    "formula": (f"<math><mi>x</mi><mi>{ONE}</mi></math>", "[3: a fact inside a formula. "),
    "block-in-code": (f"<pre><code>{BLOCK}\n</code></pre>", "[8: the directive stands where Markdown shows it as code"),
    "block-in-text": (f"<p>a\n{BLOCK}</p>", "[8: the directive stands where Markdown shows it as code"),
}


@pytest.mark.parametrize(("html", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_stand_in_its_place_is_refused_with_its_line(html: str, said: str) -> None:
    filled = fill(html)
    assert said in filled
    assert "\ufdd0" not in filled


def test_characters_alone() -> None:
    assert slots.plain(f"x &amp; {ONE} {write(Value(1, '2 × 10', '3', 't/s.w'))}") == "x &amp; a&lt;b 2 × 10^3"
