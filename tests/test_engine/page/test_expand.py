"""From a document to Markdown: facts, directives and blocks are written, all else stays."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from snippets._engine.errors import CourseError
from snippets._engine.page.expand import Form, expand
from snippets._engine.page.site_form import SITE

from .support import readable


def test_text_without_directives_stays(made):
    text = "# Title\n\nsome $x^2$ text\n\n```python\nprint('{{ no }}')\n```\n"
    assert made(text) == text


def test_a_fact_of_what_is_being_run_says_so(page):
    assert page("{{ t/other.w | .2f }}") == '<p><span class="fact pending" data-fact="t/other.w">…</span></p>'


def test_facts_in_text_tables_headings_and_code(made):
    for text in (
        "w is {}.",
        "| a | {} |",
        "## {} { #id }",
        "- {}, **{}**",
        "`{}`",
        "```text\n{}\n```",
        "> ~~~ a\n> {}\n> ~~~",
    ):
        assert made(text.replace("{}", "{{ t/coin.w }}")) == text.replace("{}", "1.5")


@pytest.mark.parametrize(
    "text",
    [
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
    assert made("$$\nx\n$$\n\n{{ t/coin.w }}") == "$$\nx\n$$\n\n1.5"


def test_a_fence_of_another_language_is_no_directive(made):
    assert made("``` mermaid\na\n```") == "``` mermaid\na\n```"


def test_other_blocks_may_be_given(document, material, place):
    blocks = {"table": lambda: "| row | {{ t/coin.w }} |"}
    text = expand(document("``` table\n```"), place, material, SITE, blocks)
    assert readable(text) == "| row | 1.5 |"


def test_a_block_may_hold_directives_and_keeps_its_indentation(document, material, place):
    blocks = {"table": lambda: "``` output\nt/coin.py: fit\n```"}
    text = expand(document("- item\n\n    ``` table\n    ```\n\nafter"), place, material, SITE, blocks)
    assert '\n\n    <div class="listing-output">' in readable(text)
    assert text.endswith("\n\nafter")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n``` x\n```\nb", "a\n\none\n\nb"),
        ("- a\n    ``` x\n    ```\n- b", "- a\n\n    one\n\n- b"),
        ("> a\n> ``` x\n> ```\n> b", "> a\n>\n> one\n>\n> b"),
        ("``` x\n```\n``` x\n```", "one\n\none"),
        ("a\n``` text\n```\nb", "a\n``` text\n```\nb"),
    ],
)
def test_what_a_directive_writes_stands_apart_from_the_text_around_it(document, material, place, text, expected):
    form = Form({"x": lambda *_: "one"}, apart=True)
    assert expand(document(text), place, material, form) == expected
    as_written = re.sub(r"``` x\n.*?```", "one", text)
    assert expand(document(text), place, material, replace(form, apart=False)) == as_written


def test_comments_of_the_author_are_left_out(made):
    text = "a\n<!-- {{ x }} -->\n<!--\n``` snippet\nt/none.py: a\n```\n\n{{ t/none.x }}\n-->\nb <!-- c -->"
    assert made(text) == "a\nb <!-- c -->"


@pytest.mark.parametrize("written", ["a\n\nb {{ t/coin.v }}", "a\n\n``` ouput\n```"])
def test_what_is_wrong_in_a_block_has_the_line_of_its_directive(document, material, place, written):
    with pytest.raises(CourseError) as caught:
        expand(document("one\n\n``` table\n```"), place, material, SITE, {"table": lambda: written})
    assert (caught.value.path, caught.value.line) == (place.path, 7)


def test_an_id_that_stands_twice_stops_a_build_also_within_a_block(document, material, place):
    text = "# A { #a }\n\n*b*{ #a }"
    with pytest.raises(CourseError, match="the id 'a' stands twice on the page, first on line 5") as caught:
        expand(document(text), place, material, SITE)
    assert caught.value.line == 7
    with pytest.raises(CourseError, match="the id 'a' stands twice") as caught:
        expand(document("\n``` table\n```"), place, material, SITE, {"table": lambda: text})
    assert caught.value.line == 6
    form = Form({}, broken=str)
    assert expand(document(text), place, material, form) == text, "a served page says it at its top"


def test_a_correction_strikes_out_the_old(made):
    box = '{} correction "old → new {{{{ t/coin.w }}}}"'
    for mark in ("!!!", "???", "???+", "    !!!"):
        assert made(box.format(mark)).startswith(f'{mark} correction "<del>old</del> → new 1.5"')
    for text in ('!!! note "old → new"', '!!! correction "<del>old</del> → new"', '!!! correction "none"'):
        assert made(text) == text


@pytest.mark.parametrize("word", ["python", "Text", "json", "mermaid", "prolog", "{ .python #output }", "c++"])
def test_a_fence_with_another_word_is_code(made, word):
    assert made(f"``` {word}\nt/coin.py: fit\n```") == f"``` {word}\nt/coin.py: fit\n```"


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("ouput", "output"),
        ("verfication", "verification"),
        ("erata", "errata"),
        ("Snippet", "snippet"),
        ("SNIPPET", "snippet"),
        ("Snipet", "snippet"),
        ("snippets", "snippet"),
        ("fig", "figure"),
        ("prog", "program"),
        ("snippet { #here }", "snippet"),
        ("snippet title", "snippet"),
        ("{ .snippet }", "snippet"),
        ("{ #here .Figure }", "figure"),
        (".output", "output"),
        ("glossary", "glossary"),
    ],
)
@pytest.mark.parametrize("fence", ["``` {}\n```", "~~~{}\n~~~", "> ```` {}\n> ````", "- a\n\n\t``` {}\n\t```"])
def test_a_word_near_a_directive_is_a_typing_error(made, fence, word, meant):
    with pytest.raises(CourseError) as caught:
        made(fence.format(word))
    assert f"unknown directive `{word}`" in caught.value.what
    assert f"Did you mean `{meant}`?" in caught.value.remedy


def test_a_form_is_given_the_body_and_its_line(document, material, place):
    given = []
    form = Form({"snippet": lambda *arguments: given.append(arguments) or "one\n\ntwo  "})
    text = expand(document("a\n\n  ~~~ snippet\n  x\n   y\n z\n  ~~~\nb {{ t/coin.w }}"), place, material, form)
    assert given == [("x\n y\nz", 8, place, material)]
    assert readable(text) == "a\n\n  one\n\n  two  \nb 1.5"
    assert expand(document("> ``` snippet\n> x\n> ```\n"), place, material, form) == "> one\n>\n> two  \n"


def test_a_form_says_what_stands_for_what_is_wrong(document, material, place):
    form = Form({}, broken=lambda error: f"({error.line})\n(below)")
    text = "a {{ t/coin.v }} b {{ w }}\n\n- c\n\n    ``` snipet\n    ```\n\n{{ t/coin.w }}"
    written = readable(expand(document(text), place, material, form))
    first, rest = written.split("\n", 1)
    assert re.fullmatch(
        r"a \S+page\.md:5: t/coin ends without a fact 'v'.* b \S+page\.md:5: {{ w }} is not a fact.*", first
    )
    assert rest == "\n- c\n\n    (9)\n    (below)\n\n1.5"
    with pytest.raises(CourseError, match="'v'"):
        expand(document(text), place, material, replace(form, broken=None))
