"""From Markdown with directives to plain Markdown and pictures."""

from __future__ import annotations

import re

import pytest
from snippets._engine.page.render import Material, Place, _picture_style, embed, expand, used_snippets
from snippets._engine.run.results import CellResult, Result

from snippets._engine.errors import CourseError
from snippets._engine.snippet.source import parse

TEXT = """\
# %% fit
w = 1.5  # a reason
print(w)

# %% curve
draw()

# %% boom
raise ValueError

# %% quiet
x = 1
"""
CELLS = {
    "fit": CellResult(stdout="1.5\n"),
    "curve": CellResult(figures=[{"en": '<svg width="3">en</svg>', "zh": '<svg width="3">zh</svg>'}]),
    "boom": CellResult(error="Traceback (most recent call last):\nValueError: too bad\n"),
    "quiet": CellResult(),
}


@pytest.fixture
def material(tmp_path):
    snippets = {name: parse(tmp_path / f"{name}.py", name, TEXT) for name in ("t/coin", "t/other")}
    result = Result(
        name="t/coin",
        key="k",
        finished="",
        seconds=0.26,
        peak_memory_mb=10,
        device="cpu",
        versions={"torch": "2.14.1+cpu"},
        data={"mnist": {"kind": "stand-in", "note": ""}},
        facts={"w": 1.5, "costs": [3.0, 2.0], "bad": float("nan")},
        labels={},
        cells=CELLS,
    )
    return Material(snippets, {"t/coin": result}, {"a reason": "原因"}, absent={"t/other": "pending"})


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path / "page.md", "en", "../", offset=4)


@pytest.fixture
def made(material, place):
    def made(text, **changes):
        import dataclasses

        return expand(text, dataclasses.replace(place, **changes), material)

    return made


SNIPPET = "``` snippet\nt/coin.py: fit\n```"
FIGURE = """\
``` figure
t/coin.py: curve { #fig-coin }
A *valley*, {{ t/coin.w | .2f }} wide.

alt: A valley at {{ t/coin.w | .1f }}
  & <more>.
```"""


def test_text_without_directives_stays(made):
    text = "# Title\n\nsome $x^2$ text\n\n```python\nprint('{{ no }}')\n```\n"
    assert made(text) == text


def test_listing_shows_code_output_and_what_it_is(made):
    text = made(SNIPPET)
    assert "w = 1.5  # a reason\nprint(w)" in text
    assert 'title="coin.py"' in text
    assert re.search(r"\.text .*\n1\.5\n", text)
    assert "data-snippet: 't/coin', data-cell: 'fit'" in text
    assert "id: 'code-coin-fit'" in text


def test_listing_has_links_and_badges(made):
    text = made(SNIPPET)
    for address in ("../snippets/t/coin.py", "../snippets/t/coin.ipynb", "../snippets/t/coin/"):
        assert f'href="{address}"' in text
    for badge in (">whole program 0.3 s<", ">torch 2.14.1<", ">CPU<", ">stand-in data: mnist<"):
        assert badge in text


def test_colab_is_linked_only_when_published(made, material, place):
    assert "Colab" not in made(SNIPPET)
    import dataclasses

    published = dataclasses.replace(material, colab={"en": "https://colab.example/en"})
    assert 'href="https://colab.example/en/t/coin.ipynb"' in expand(SNIPPET, place, published)


def test_chinese_listing_has_chinese_comments(made):
    assert "w = 1.5  # 原因" in made(SNIPPET, language="zh")


def test_several_cells_stand_in_one_listing(made):
    text = made("``` snippet\nt/coin.py: fit quiet { #two }\n```")
    assert "print(w)\n\nx = 1" in text
    assert "id: 'two'" in text


def test_listing_shows_the_real_error(made):
    text = made("``` snippet\nt/coin.py: boom\n```")
    assert "class: 'listing-output error'" in text
    assert "ValueError: too bad" in text


def test_output_alone_has_no_code(made):
    text = made("``` output\nt/coin.py: fit\n```")
    assert "\n1.5\n" in text
    assert "print(w)" not in text


def test_whole_program_is_folded(made):
    text = made("``` program\nt/coin.py\n```")
    assert "details | The whole program: coin.py" in text
    assert TEXT.rstrip() in text


def test_code_with_fences_gets_a_longer_fence(tmp_path, place):
    snippet = parse(tmp_path / "s.py", "t/s", '# %% a\ntext = """\n```\n"""\n')
    text = expand("``` snippet\nt/s.py: a\n```", place, Material({"t/s": snippet}, {}, {}, {"t/s": "pending"}))
    assert re.search(r"(?m)^```` \{ \.python", text)


def test_size_of_a_picture():
    assert _picture_style('<svg viewBox="0 0 1 1" width="467" height="156" style="">') == "--width: 467; --height: 156"
    assert _picture_style('<svg viewBox="0 0 1 1">') == ""


def test_figure_has_a_slot_caption_and_identifier(made):
    text = made(FIGURE)
    assert "id: 'fig-coin'" in text
    assert 'data-figure="t/coin:curve"' in text
    assert 'data-alt="A valley at 1.5 &amp; &lt;more&gt;."' in text
    assert 'A *valley*, <span class="fact" data-fact="t/coin.w">1.50</span> wide.' in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_embed_puts_the_picture_of_the_language_into_the_slot(made, material, language):
    slot = re.search(r'<span class="figure-slot".*?</span>', made(FIGURE))[0]
    page = embed(f"<p>{slot}</p>", material, language)
    assert page.startswith('<p><svg role="img" aria-label="A valley at 1.5 &amp; &lt;more&gt;." ')
    assert page.endswith(f'width="3">{language}</svg></p>')


def test_embed_keeps_what_has_no_slot(material):
    assert embed("<p>\\1 $x$</p>", material, "en") == "<p>\\1 $x$</p>"


def test_directive_inside_a_box_keeps_its_indentation(made):
    text = made('??? solution "Solution"\n\n    ``` snippet\n    t/coin.py: fit\n    ```\n\nafter\n')
    body = text.split("\n\n", 1)[1].rsplit("\n\nafter", 1)[0]
    assert [line for line in body.split("\n") if line and not line.startswith("    ")] == []
    assert "\n    w = 1.5  # a reason\n    print(w)\n" in text


def test_a_failed_snippet_shows_its_error_while_the_site_is_served(material, place):
    import dataclasses

    error = CourseError("cell `fit` raised ValueError: too bad", path=place.path, line=3, remedy="Mend the cell")
    failing = dataclasses.replace(material, absent={"t/other": "failed"}, failures={"t/other": error})
    text = expand("``` snippet\nt/other.py: fit\n```", place, failing)
    assert "The run failed" in text
    assert "cell `fit` raised ValueError: too bad. Mend the cell" in text
    assert "listing-output error" in text


def test_pending_listing_and_fact_say_so(made):
    assert "Running." in made("``` snippet\nt/other.py: fit\n```")
    assert made("{{ t/other.w | .2f }}") == '<span class="fact pending" data-fact="t/other.w">…</span>'


def test_facts_in_text_tables_and_headings(made):
    fact = '<span class="fact" data-fact="t/coin.w">1.5</span>'
    for text in ("w is {}.", "| a | {} |", "## {} { #id }", "- {}, **{}**"):
        assert made(text.replace("{}", "{{ t/coin.w }}")) == text.replace("{}", fact)


@pytest.mark.parametrize(
    "text",
    [
        "`{{ t/coin.w }}`",
        "``{{ t/coin.w }}``",
        "```text\n{{ t/coin.w }}\n```",
        "    ```jinja\n    {{ anything }}\n    ```",
        "~~~\n{{ anything }}\n~~~",
        "````text\n``` snippet\nt/coin.py: fit\n```\n````",
    ],
)
def test_code_is_left_alone(made, text):
    assert made(text) == text


BAD = {
    "directive-typing-error": ("``` snipet\nt/coin.py: fit\n```", 5, "unknown directive `snipet`", "`snippet`"),
    "figure-typing-error": ("\n``` figrue\nt/coin.py: fit\n```", 6, "unknown directive `figrue`", "`figure`"),
    "unknown-snippet": ("``` snippet\nt/coni.py: fit\n```", 6, "no snippet is called 't/coni'", "'t/coin'"),
    "unknown-cell": ("``` snippet\nt/coin.py: fti\n```", 6, "has no cell 'fti'", "'fit'"),
    "second-cell-unknown": ("``` snippet\nt/coin.py: fit quite\n```", 6, "has no cell 'quite'", "'quiet'"),
    "no-cell": ("``` snippet\nt/coin.py\n```", 6, "names no cell", "fit"),
    "malformed": ("``` snippet\nt/coin.py; fit!\n```", 6, "cannot read", "topic/name.py"),
    "empty": ("``` snippet\n```", 6, "cannot read", "topic/name.py"),
    "not-closed": ("a\n\n``` snippet\nt/coin.py: fit\n", 7, "not closed", "```"),
    "no-figure": ("``` figure\nt/coin.py: fit\nC.\n\nalt: a\n```", 6, "'fit' of t/coin shows no figure", "curve"),
    "no-alt": ("``` figure\nt/coin.py: curve\nC.\n```", 6, "no alt text", "alt:"),
    "no-caption": ("``` figure\nt/coin.py: curve\n\nalt: a\n```", 6, "no caption", "alt:"),
    "two-cells-in-a-figure": ("``` figure\nt/coin.py: curve fit\nC.\n\nalt: a\n```", 6, "needs one cell", "cell"),
    "no-output": ("``` output\nt/coin.py: quiet\n```", 6, "printed nothing", "Take the directive out"),
    "unknown-fact": ("a\n\nb {{ t/coin.cost }}", 7, "without a fact 'cost'", "'costs'"),
    "fact-is-nan": ("{{ t/coin.bad | .2f }}", 5, "t/coin.bad is nan", "finite"),
    "fact-of-unknown-snippet": ("{{ t/cion.w }}", 5, "no snippet is called 't/cion'", "'t/coin'"),
    "no-fact": ("{{ w }}", 5, "{{ w }} is not a fact", "topic/name.fact"),
    "fact-in-formula": ("a\n$w = {{ t/coin.w }}$", 6, "a fact inside a formula", "dollar"),
    "fact-in-block-formula": ("$$\nw = {{ t/coin.w }}\n$$", 6, "a fact inside a formula", "dollar"),
    "fact-in-one-line-block-formula": ("$$ w = {{ t/coin.w }} $$", 5, "a fact inside a formula", "dollar"),
    "fact-in-caption": ("``` figure\nt/coin.py: curve\n{{ t/coin.v }}\n\nalt: a\n```", 6, "fact 'v'", "'w'|Known"),
    "fact-in-alt": ("``` figure\nt/coin.py: curve\nC.\n\nalt: {{ t/coin.v }}\n```", 6, "fact 'v'", "'w'|Known"),
}


@pytest.mark.parametrize(("text", "line", "what", "remedy"), BAD.values(), ids=BAD)
def test_bad_page_names_line_and_remedy(made, place, text, line, what, remedy):
    with pytest.raises(CourseError) as caught:
        made(text)
    error = caught.value
    assert (error.path, error.line) == (place.path, line)
    assert what in error.what
    assert any(part in error.remedy for part in remedy.split("|"))


def test_a_formula_without_facts_is_left_alone(made):
    text = "$x^{{2}}$ and $$ y^{{3}} $$\n\n$$\n\\frac{{1}}{{2}}\n$$\n\nafter"
    assert made(text) == text


def test_facts_after_a_block_formula_are_replaced(made):
    assert "data-fact" in made("$$\nx\n$$\n\n{{ t/coin.w }}")


def test_a_page_that_needs_a_failed_snippet_shows_its_error(material, place):
    import dataclasses

    error = CourseError("cell `fit` raised", path="snippets/t/coin.py", line=2, remedy="Mend the cell")
    failed = dataclasses.replace(material, results={}, failures={"t/coin": error})
    with pytest.raises(CourseError) as caught:
        expand(SNIPPET, place, failed)
    assert caught.value is error


def test_a_fence_of_another_language_is_no_directive(made):
    assert made("``` mermaid\na\n```") == "``` mermaid\na\n```"


def test_other_blocks_may_be_given(material, place):
    text = expand("``` table\nrow\n```", place, material, {"table": lambda body: f"| {body} | {{{{ t/coin.w }}}} |"})
    assert text == '| row | <span class="fact" data-fact="t/coin.w">1.5</span> |'


def test_used_snippets():
    text = "{{ a/one.x }}\n\n``` snippet\na/two.py: b\n```\n"
    text += "\n    ``` figure\n    a/three.py: b\n    ```\n\n```text\na/four.py: b\n```"
    assert used_snippets(text) == {"a/one", "a/two", "a/three"}
