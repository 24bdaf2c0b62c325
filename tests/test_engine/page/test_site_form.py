"""Pages as the site shows them: listings, outputs, figures and programs as elements."""

from __future__ import annotations

import re
from dataclasses import replace

import lxml.html
import pytest
from msgspec import structs

from snippets._engine.errors import CourseError
from snippets._engine.page.badges import meta, short_seconds
from snippets._engine.page.expand import expand
from snippets._engine.page.site_form import SITE, broken, embed, reason
from snippets._engine.snippet.source import parse

from .support import readable

SNIPPET = "``` snippet\nt/coin.py: fit\n```"
FIGURE = """\
``` figure
t/coin.py: curve { #fig-coin }
A *valley*, {{ t/coin.w | .2f }} wide.

alt: A valley at {{ t/coin.w | .1f }}
  & <more>.
```"""


def test_listing_shows_code_output_and_what_it_is(made):
    text = made(SNIPPET)
    assert "w = 1.5  # a reason\nprint(w)" in text
    assert "\n1.5\n" in text
    assert '<div class="listing" data-cell="fit" data-snippet="t/coin" id="code-coin-fit">' in text


def test_listing_has_links_and_badges(made):
    text = made(SNIPPET)
    for address in ("../snippets/t/coin.py", "../snippets/t/coin.ipynb", "../snippets/t/coin/"):
        assert f'href="{address}"' in text
    for badge in (">whole program 0.3 s<", ">torch 2.14.1<", ">CPU<", ">stand-in data: mnist<"):
        assert badge in text


def test_colab_is_linked_only_when_published(made, document, material, place):
    assert "Colab" not in made(SNIPPET)
    published = replace(material, colab={"en": "https://colab.example/en"})
    assert 'href="https://colab.example/en/t/coin.ipynb"' in readable(expand(document(SNIPPET), place, published, SITE))


def test_chinese_listing_has_chinese_comments(made):
    assert "w = 1.5  # 原因" in made(SNIPPET, language="zh")


def test_several_cells_stand_in_one_listing(made):
    text = made("``` snippet\nt/coin.py: fit quiet { #two }\n```")
    assert "print(w)\n\nx = 1" in text
    assert 'id="two"' in text


def test_listing_shows_the_real_error(made):
    text = made("``` snippet\nt/coin.py: boom\n```")
    assert '<div class="listing-output error">' in text
    assert "ValueError: too bad" in text


def test_output_alone_has_no_code(made):
    text = made("``` output\nt/coin.py: fit\n```")
    assert "\n1.5\n" in text
    assert "print(w)" not in text


def test_whole_program_is_folded(made, material):
    text = made("``` program\nt/coin.py\n```")
    assert "<summary>The whole program: coin.py</summary>" in text
    assert material.snippets["t/coin"].text.rstrip() in text


def test_the_beginning_of_an_exercise_says_that_it_is_one(made):
    text = made("``` starter\nt/coin.py\n```")
    assert "<summary>Starter code: coin.py</summary>" in text
    assert text == made("``` program\nt/coin.py\n```").replace("The whole program", "Starter code")


def with_picture(material, svg):
    """The material with another picture of t/coin."""
    coin = material.results["t/coin"]
    curve = structs.replace(coin.cells["curve"], figures=[{"en": svg, "zh": svg}])
    return replace(material, results={"t/coin": structs.replace(coin, cells=coin.cells | {"curve": curve})})


@pytest.mark.parametrize(
    ("svg", "style"),
    [
        ('<svg viewBox="0 0 1 1" width="467" height="156" style="">', "style: '--width: 467; --height: 156'"),
        ('<svg viewBox="0 0 1 1">', "style: ''"),
    ],
)
def test_size_of_a_picture(document, material, place, svg, style):
    assert style in expand(document(FIGURE), place, with_picture(material, svg), SITE)


def test_figure_has_a_slot_caption_and_identifier(made):
    text = made(FIGURE)
    assert "id: 'fig-coin'" in text
    assert 'data-figure="t/coin:curve:1" data-alt="A valley at 1.5 &amp; &lt;more&gt;."' in text
    assert "A *valley*, 1.50 wide." in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_embed_puts_the_picture_of_the_language_into_the_slot(page, material, language):
    slot = re.search(r'<span class="figure-slot".*?</span>', page(FIGURE))[0]
    embedded = embed(f"<p>{slot}</p>", material, language)
    assert embedded.startswith('<p><svg role="img" aria-label="A valley at 1.5 &amp; &lt;more&gt;." ')
    assert embedded.endswith(f'width="3">{language}</svg></p>')


def test_a_picture_that_stands_twice_has_ids_of_its_own(page, material):
    svg = '<svg><g id="m-0"><a href="#m-1" clip-path="url(#m-0)"/><text>href="#m-1" url(#m-0)</text></g></svg>'
    both = page(FIGURE + "\n\n" + FIGURE.replace("fig-coin", "fig-again"))
    first, second = re.findall("<svg.*?</svg>", embed(both, with_picture(material, svg), "en"))
    assert re.findall(r"m-\d[-\d]*", first) == ["m-0", "m-1", "m-0", "m-1", "m-0"]
    assert re.findall(r"m-\d[-\d]*", second) == ["m-0-2", "m-1-2", "m-0-2", "m-1", "m-0"], "words are no ids"


def test_embed_keeps_what_has_no_slot(material):
    assert embed("<p>\\1 $x$</p>", material, "en") == "<p>\\1 $x$</p>"


def test_directive_inside_a_box_stands_in_the_box(page):
    tree = lxml.html.fromstring(
        page('??? solution "Solution"\n\n    ``` snippet\n    t/coin.py: fit\n    ```\n\nafter\n')
    )
    (code,) = tree.xpath("//details/div[@class='listing']//pre[../span]/code")
    assert code.text_content() == "w = 1.5  # a reason\nprint(w)\n"


def test_a_failed_snippet_shows_its_error_while_the_site_is_served(document, material, place):
    error = CourseError("cell `fit` raised ValueError: too bad", path=place.path, line=3, remedy="Mend the cell")
    failing = replace(material, absent={"t/other": "failed"}, failures={"t/other": error})
    text = readable(expand(document("``` snippet\nt/other.py: fit\n```"), place, failing, SITE))
    assert "The run failed" in text
    assert "cell `fit` raised ValueError: too bad. Mend the cell" in text
    assert "listing-output error" in text


def test_a_page_that_needs_a_failed_snippet_shows_its_error(document, material, place):
    error = CourseError("cell `fit` raised", path="snippets/t/coin.py", line=2, remedy="Mend the cell")
    failed = replace(material, results={}, failures={"t/coin": error})
    with pytest.raises(CourseError) as caught:
        expand(document(SNIPPET), place, failed, SITE)
    assert caught.value is error


def test_pending_listing_says_so(made):
    assert "Running." in made("``` snippet\nt/other.py: fit\n```")


REASONS = {
    "pending": ("", {"absent": {"t/s": "pending"}}, "Running. This page reloads when the result is there."),
    "gpu": ("# /// script\n# [tool.snippet]\n# gpu = true\n# ///\n", {"absent": {"t/s": "x"}}, "Not run on a GPU yet."),
    "other": ("", {"absent": {"t/s": "needs <more>"}}, "Not run yet: needs <more>"),
    "failed": (
        "",
        {"absent": {"t/s": "failed"}, "failures": {"t/s": CourseError("it broke", path="s.py", line=2)}},
        "The run failed\n\ns.py:2: it broke",
    ),
}


@pytest.mark.parametrize(("head", "changes", "said"), REASONS.values(), ids=REASONS)
def test_why_there_is_no_result(tmp_path, material, place, head, changes, said):
    snippet = parse(tmp_path / "s.py", "t/s", f"{head}# %% a\nx = 1\n")
    assert reason(snippet, place, replace(material, **changes)) == said


def test_a_reason_is_text_and_no_markup(document, place, material, html):
    absent = replace(material, absent={"t/other": "needs <b>more</b>"})
    made = html(expand(document("``` output\nt/other.py: fit\n```"), place, absent, SITE))
    assert '<div class="pending absent">' in made
    assert "Not run yet: needs &lt;b&gt;more&lt;/b&gt;" in made


def test_programs_own_page_shows_the_day_and_no_link_to_itself(material, place):
    coin = material.snippets["t/coin"]
    result = structs.replace(material.results["t/coin"], finished="2030-01-02T10:00:00", device="NVIDIA H100")
    own = meta(coin, result, place, material, notebook=False)
    assert ">2030-01-02<" in own
    assert ">NVIDIA H100<" in own
    assert "notebook" not in own
    assert "2030" not in meta(coin, result, place, material)


@pytest.mark.parametrize(("seconds", "shown"), [(0.04, "<0.1"), (0.05, "0.1"), (0.26, "0.3"), (61, "61.0")])
def test_short_seconds(seconds, shown):
    assert short_seconds(seconds) == shown


def test_elements_become_html(page):
    made = page(f"{SNIPPET}\n\n{FIGURE}\n\n``` program\nt/coin.py\n```")
    assert re.search(r'<div class="listing" data-cell="fit" data-snippet="t/coin" id="code-coin-fit">', made)
    assert '<figure class="result" data-cell="curve" data-snippet="t/coin" id="fig-coin"' in made
    assert "<figcaption>\n<p>A <em>valley</em>" in made
    assert '<details class="program" data-search-exclude="true">' in made
    assert '<div class="language-python highlight"><span class="filename">coin.py</span><pre>' in made
    assert '<div class="language-text no-copy highlight"><pre><span></span><code>1.5\n</code></pre></div>' in made
    assert "///" not in made


def test_an_error_in_place_of_what_it_is_about_is_text(html):
    error = CourseError("no <b>x</b> | `y` *z* $w$", path="p.md", line=3, remedy="Mend it", detail="```\n  deep")
    said = "p.md:3: no &lt;b&gt;x&lt;/b&gt; | `y` *z* $w$. Mend it\n    ```\n      deep"
    assert html(broken(error)) == f'<div class="broken"><pre>{said}</pre></div>'
