"""mkdocs-jupyter's HTML of a notebook, made part of the site."""

from __future__ import annotations

import base64

from snippets._engine.html.program import clean, description

SVG = '<svg viewBox="0 0 1 1" width="9"></svg>'
PAGE = f"""<style>.a {{}}</style><div class="jp-Notebook" data-jp-theme-light="true"><div class="jp-Collapser x"></div>
<h1 id="coin">Coin<a class="anchor-link" href="#coin">¶</a></h1>
<h2 id="fit">Fit<a class="anchor-link" href="#fit">¶</a></h2>
<div id="cell-id=first-cell" class="jp-Cell"><div class="jp-InputPrompt">In [1]:</div>
<div class="zeroclipboard-container"><clipboard-copy for="x">copy</clipboard-copy></div>
<div class="highlight-ipynb hl-python"><pre><span></span>x = 1</pre></div>
<div class="clipboard-copy-txt" id="x">x = 1</div>
<img alt="No description has been provided for this image"
 src="data:image/svg+xml;base64,{base64.b64encode(SVG.encode()).decode()}"></div></div><script>run()</script>"""
PAGE = PAGE.replace('image"\n src', 'image" src')


def test_a_program_has_the_styles_and_marks_of_the_site() -> None:
    page = clean(PAGE, "t/coin", {"t/coin:first_cell": 'A "fair" coin'}, "<p>.py</p>")
    assert '<h1 id="title" data-search-exclude="true">Coin</h1><p>.py</p>' in page
    assert "<h2>Fit</h2>" in page
    assert '<div id="cell-first-cell" data-snippet="t/coin" data-cell="first_cell" class="jp-Cell">' in page
    assert '<div class="language-python highlight"><pre><code><span></span>x = 1</code></pre></div>' in page
    assert f'<svg role="img" aria-label="A &quot;fair&quot; coin" {SVG.removeprefix("<svg ")}' in page
    for gone in ("style", "script", "clipboard", "Prompt", "Collapser", "data-jp-theme", "base64"):
        assert gone not in page


def test_an_output_keeps_the_empty_line_that_it_begins_with_and_has_no_null_byte() -> None:
    output = '<div data-mime-type="text/plain">\n<pre>{}\nb\n</pre></div>'
    assert output.format("\n") in clean(output.format(""), "t/coin", {}, ""), "browsers leave the first one out"
    assert output.format("a\ufffd") in clean(output.format("a\0"), "t/coin", {}, "")
    error = '<div data-mime-type="application/vnd.jupyter.stderr">\n<pre>\nb</pre></div>'
    assert error in clean(error, "t/coin", {}, ""), "nbconvert begins them with one of its own"


def test_a_figure_that_no_chapter_describes_is_named_after_its_cell() -> None:
    assert 'aria-label="first_cell"' in clean(PAGE, "t/coin", {}, "")


def test_description() -> None:
    assert description("t/coin", ["One", "Two"], "en") == (
        "coin.py, a program from “One”, “Two”, with what its run gave."
    )
    assert description("t/coin", [], "zh") == "本课程中的程序 coin.py，附它的运行结果。"
