"""From a document to Markdown: facts, directives and blocks are written, all else stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from snippets._engine.errors import CourseError
from snippets._engine.page.expand import Form, expand
from snippets._engine.page.site_form import SITE


def test_text_without_directives_stays(made):
    text = "# Title\n\nsome $x^2$ text\n\n```python\nprint('{{ no }}')\n```\n"
    assert made(text) == text


def test_a_fact_of_what_is_being_run_says_so(made):
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


def test_a_formula_without_facts_is_left_alone(made):
    text = "$x^{{2}}$ and $$ y^{{3}} $$\n\n$$\n\\frac{{1}}{{2}}\n$$\n\nafter"
    assert made(text) == text


def test_facts_after_a_block_formula_are_replaced(made):
    assert "data-fact" in made("$$\nx\n$$\n\n{{ t/coin.w }}")


def test_a_fence_of_another_language_is_no_directive(made):
    assert made("``` mermaid\na\n```") == "``` mermaid\na\n```"


def test_other_blocks_may_be_given(document, material, place):
    blocks = {"table": lambda: "| row | {{ t/coin.w }} |"}
    text = expand(document("``` table\n```"), place, material, SITE, blocks)
    assert text == '| row | <span class="fact" data-fact="t/coin.w">1.5</span> |'


def test_a_block_may_hold_directives_and_keeps_its_indentation(document, material, place):
    blocks = {"table": lambda: "``` output\nt/coin.py: fit\n```"}
    text = expand(document("- item\n\n    ``` table\n    ```\n\nafter"), place, material, SITE, blocks)
    assert "\n    1.5\n" in text
    assert text.endswith("\n\nafter")


@pytest.mark.parametrize("written", ["a\n\nb {{ t/coin.v }}", "a\n\n``` ouput\n```"])
def test_what_is_wrong_in_a_block_has_the_line_of_its_directive(document, material, place, written):
    with pytest.raises(CourseError) as caught:
        expand(document("one\n\n``` table\n```"), place, material, SITE, {"table": lambda: written})
    assert (caught.value.path, caught.value.line) == (place.path, 7)


def test_a_correction_strikes_out_the_old(made):
    box = '{} correction "old → new {{{{ t/coin.w }}}}"'
    for mark in ("!!!", "???", "???+", "    !!!"):
        assert made(box.format(mark)).startswith(f'{mark} correction "<del>old</del> → new <span')
    for text in ('!!! note "old → new"', '!!! correction "<del>old</del> → new"', '!!! correction "none"'):
        assert made(text) == text


@pytest.mark.parametrize("word", ["python", "text", "json", "mermaid", "Snipet", "snippets.py", "snipet title"])
def test_a_fence_with_another_word_is_code(made, word):
    assert made(f"``` {word}\nt/coin.py: fit\n```") == f"``` {word}\nt/coin.py: fit\n```"


@pytest.mark.parametrize(("word", "meant"), [("ouput", "output"), ("verfication", "verification"), ("erata", "errata")])
def test_a_word_near_a_directive_is_a_typing_error(made, word, meant):
    with pytest.raises(CourseError, match=f"unknown directive `{word}`. Did you mean `{meant}`"):
        made(f"``` {word}\n```")


def test_a_form_is_given_the_body_and_its_line(document, material, place):
    given = []
    form = Form({"snippet": lambda *arguments: given.append(arguments) or "one\n\ntwo  "}, elements=False)
    text = expand(document("a\n\n  ~~~ snippet\n  x\n   y\n z\n  ~~~\nb {{ t/coin.w }}"), place, material, form)
    assert given == [("x\n y\nz", 8, place, material)]
    assert text == "a\n\n  one\n\n  two\nb 1.5"


def test_a_form_says_what_stands_for_what_is_wrong(document, material, place):
    form = Form(
        {},
        elements=False,
        broken=lambda error: f"({error.line})\n(below)",
        broken_fact=lambda error: f"[{error.line}]",
    )
    text = "a {{ t/coin.v }} b {{ w }}\n\n- c\n\n    ``` snipet\n    ```\n\n{{ t/coin.w }}"
    written = "a [5] b [5]\n\n- c\n\n    (9)\n    (below)\n\n1.5"
    assert expand(document(text), place, material, form) == written
    with pytest.raises(CourseError, match="'v'"):
        expand(document(text), place, material, replace(form, broken_fact=None))
    with pytest.raises(CourseError, match="snipet"):
        expand(document(text), place, material, replace(form, broken=None))
