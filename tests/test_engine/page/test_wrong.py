"""What is wrong on a page: a build names file, line and remedy; while serving, the same stands at its place."""

from __future__ import annotations

from dataclasses import replace

import lxml.html
import pytest

from snippets._engine.errors import CourseError
from snippets._engine.page import plain
from snippets._engine.page.expand import expand
from snippets._engine.page.markdown import escaped
from snippets._engine.page.site_form import SERVED, SITE

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
    "fact-in-caption": ("``` figure\nt/coin.py: curve\n{{ t/coin.v }}\n\nalt: a\n```", 7, "fact 'v'", "'w'|Known"),
    "fact-in-alt": ("``` figure\nt/coin.py: curve\nC.\n\nalt: {{ t/coin.v }}\n```", 9, "fact 'v'", "'w'|Known"),
    "id-malformed": ("``` snippet\nt/coin.py: fit { two }\n```", 6, "cannot read", "topic/name.py"),
    "tildes-not-closed": ("~~~ snippet\nt/coin.py: fit\n```\n", 5, "not closed", "~~~"),
    "in-a-box": ('!!! note "B"\n\n    ``` snippet\n    t/coin.py: fti\n    ```', 8, "has no cell 'fti'", "'fit'"),
    "in-a-list": ("- a\n\n    ``` figrue\n    t/coin.py: curve\n    ```", 7, "unknown directive `figrue`", "`figure`"),
    "fact-in-table": ("| a | b |\n|---|---|\n| {{ t/coin.v }} | c |", 7, "without a fact 'v'", "Known"),
    "no-fact-in-table": ("| a | b |\n|---|---|\n| {{ w | *.2f* }} | c |", 7, "{{ w | *.2f* }} is not a fact", "topic"),
    "fact-in-heading": ("## A {{ t/coin.v }} { #a }", 5, "without a fact 'v'", "Known"),
    "fact-in-link": ("[a {{ t/coin.v }} b](c.md)", 5, "without a fact 'v'", "Known"),
    "fact-in-title-of-a-box": ('!!! note "A {{ t/coin.v }}"\n\n    text', 5, "without a fact 'v'", "Known"),
    "fact-in-definition": ("a\n:   {{ t/coin.v }}", 6, "without a fact 'v'", "Known"),
    "markup-in-fact": ("a {{ <b>_x_</b> *y* [z](w) }}", 5, "{{ <b>_x_</b> *y* [z](w) }} is not a fact", "topic"),
    "markup-in-directive": ("``` snippet\n<b>`*x*` | y</b>\n```", 6, "cannot read '<b>`*x*` | y</b>'", "topic"),
    "format": ("{{ t/coin.w | .3q }}", 5, "cannot be written as '.3q'", "format specification"),
    "fact-in-long-formula": (
        "- a\n\n    $$\n    a \\\\\n    w = {{ t/coin.w }} \\\\\n    $$",
        9,
        "a fact inside a formula",
        "dollar",
    ),
    "wrong-before-alt": ("``` figure\nt/coin.py: curve\nA\nalt: a\n```", 6, "no alt text", "an empty line, and `alt"),
    "alt-within-a-word": ("``` figure\nt/coin.py: curve\nTo a halt: it stays.\n```", 6, "no alt text", "alt:"),
    "below-alt": ("``` figure\nt/coin.py: curve\nC.\n\nalt: a\n\nb\n```", 11, "below the alt text", "above"),
    "capital": ("``` Snippet\nt/coin.py: fit\n```", 5, "unknown directive `Snippet`", "`snippet`"),
    "short": ("``` fig\nt/coin.py: curve\nC.\n\nalt: a\n```", 5, "unknown directive `fig`", "`figure`"),
    "attributes-behind-the-word": (
        "``` snippet { #a }\nt/coin.py: fit\n```",
        5,
        "directive `snippet { #a }`",
        "behind",
    ),
    "word-in-attributes": ("``` { .snippet #a }\nt/coin.py: fit\n```", 5, "directive `{ .snippet #a }`", "`snippet`"),
    "behind-a-mark": ("- ``` output\n  t/coin.py: fit\n  ```", 5, "`output` behind the mark of a list", "lines of its"),
    "behind-a-number": ("> 1. ~~~ output\n>    t/coin.py: fit\n>    ~~~", 5, "behind the mark of a list", "four"),
    "in-a-line": ("Look: ``` snippet", 5, "`snippet` is no directive here", "lines of its own"),
    "in-a-quotation": ("> a\n>\n> ``` snippet\n> t/coin.py: fti\n> ```", 8, "has no cell 'fti'", "'fit'"),
    "quotation-ends": ("> ``` snippet\n> t/coin.py: fit\n\na", 5, "not closed", "```"),
    "behind-a-tab": ("- a\n\n\t``` snippet\n\tt/coin.py: fti\n\t```", 8, "has no cell 'fti'", "'fit'"),
    "code-not-closed": ("``` python\nx = 1\n", 5, "not closed", "```"),
    "swallowed-by-code": (
        "``` text\na\n\n``` snippet\nt/coin.py: fit\n```",
        8,
        "the fence of line 5 is not closed before another directive",
        "one tick more",
    ),
    "swallowed-by-a-figure": (
        "``` figure\nt/coin.py: curve\nC.\n\nalt: a\n\n``` snippet\nt/coin.py: fit\n```",
        11,
        "the fence of line 5 is not closed",
        "Close it",
    ),
    "not-closed-braces": ("a {{ t/coin.w", 5, "{{ is not a fact", "topic/name.fact"),
    "format-overflows": ("{{ t/coin.far | .2e }}", 5, "cannot be written as '.2e'", "format specification"),
    "fact-of-two-lines": ("a {{ t/coin.lines }}", 5, "is no line of text", "one line"),
    "unknown-fact-in-code": ("`a {{ t/coin.v }}`", 5, "without a fact 'v'", "Known"),
    "unknown-fact-in-a-block": ("```text\n{{ t/coin.w }}\n{{ t/coin.v }}\n```", 7, "without a fact 'v'", "Known"),
    "fact-at-the-end-of-a-formula": ("$$\na\nw = {{ t/coin.w }} $$", 7, "a fact inside a formula", "dollar"),
}


@pytest.mark.parametrize(("text", "line", "what", "remedy"), BAD.values(), ids=BAD)
def test_bad_page_names_line_and_remedy(made, place, text, line, what, remedy):
    with pytest.raises(CourseError) as caught:
        made(text)
    error = caught.value
    assert (error.path, error.line) == (place.path, line)
    assert what in error.what
    assert any(part in error.remedy for part in remedy.split("|"))


@pytest.fixture
def served(document, place, material, html):
    """A served page as a tree, with something before and behind a text, and the texts of the errors on it."""

    def served(text, language="en", **changes):
        place_, material_ = replace(place, language=language), replace(material, **changes)
        page = html(expand(document(around(text)), place_, material_, SERVED))
        tree = lxml.html.fromstring(f"<div>{page}</div>")
        return tree, [one_line(element) for element in tree.find_class("broken")]

    return served


def around(text):
    return f"*before*\n\n{text}\n\n*after* {{{{ t/coin.w }}}}"


def rows(text):
    return [row.rstrip() for row in text.strip().split("\n")]


def one_line(element):
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("text", [text for text, *_ in BAD.values()], ids=BAD)
def test_the_same_stands_at_its_place_while_serving_and_the_rest_goes_on(served, document, place, material, text):
    with pytest.raises(CourseError) as caught:
        expand(document(around(text)), place, material, SITE)
    said = " ".join(str(caught.value).split())
    tree, errors = served(text)
    assert errors == [said]
    begin, end = one_line(tree).split(said)
    assert begin.startswith("before")
    if "not closed" not in said:  # such a fence holds the rest of the page
        assert end.endswith("after 1.5")
        assert [element.text for element in tree.iter("em")] == ["before", "after"], "markup of the error was read"
    assert not tree.xpath("//b|//i|//math|//a[@href='w']")


@pytest.mark.parametrize("text", [text for text, *_ in BAD.values()], ids=BAD)
def test_plain_markdown_says_the_same(document, place, material, text):
    with pytest.raises(CourseError) as caught:
        expand(document(around(text)), place, material, SITE)
    said = str(caught.value)
    page = plain.page(document(around(text)), place, material, {}, str, plain.SERVED)
    assert said in page or escaped(" ".join(said.split())) in page
    assert page.endswith("\n\n*after* 1.5\n") or "not closed" in said


def test_each_error_stands_at_its_own_place(served):
    tree, errors = served("{{ t/coin.v }}\n\n``` snippet\nt/coin.py: fit\n```\n\n{{ w }} and {{ t/cion.w }}")
    assert [error.partition(": ")[0].rpartition(":")[2] for error in errors] == ["7", "13", "13"]
    assert len(tree.find_class("listing")) == 1


def test_a_table_keeps_its_cells(served):
    tree, _ = served("| a | b |\n|---|---|\n| {{ w | .2f }} | {{ t/coin.w | .2f }} |")
    first, second = tree.iter("td")
    assert "{{ w | .2f }} is not a fact. Write {{ topic/name.fact | .3f }}" in first.text_content()
    assert second.text_content() == "1.50"


FAILURE = CourseError(
    "cell `fit` raised ValueError: <b>no</b> *x*",
    path="snippets/t/other.py",
    line=2,
    remedy="Mend it",
    detail='Traceback (most recent call last):\n  File "<stdin>"\n\n```\n{ #id }',
)
SHOWN = {
    "snippet": "``` snippet\nt/other.py: fit\n```",
    "output": "``` output\nt/other.py: fit\n```",
    "figure": "``` figure\nt/other.py: curve\nC.\n\nalt: a\n```",
    "in-a-box": '!!! note "B"\n\n    ``` output\n    t/other.py: fit\n    ```',
}


@pytest.mark.parametrize("text", SHOWN.values(), ids=SHOWN)
def test_a_failed_snippet_shows_why_with_its_traceback(served, document, place, material, text):
    failed = {"absent": {"t/other": "failed"}, "failures": {"t/other": FAILURE}}
    tree, _ = served(text, **failed)
    (shown,) = tree.find_class("error")
    assert rows(shown.text_content()) == ["The run failed", "", *rows(str(FAILURE))]
    assert one_line(tree).endswith("after 1.5")
    if "figure" not in text:
        page = plain.page(document(around(text)), place, replace(material, **failed), {}, str, plain.SERVED)
        assert all(row in page for row in rows(str(FAILURE)))


SHOWN_UNREADABLE = SHOWN | {"program": "``` program\nt/other.py\n```"}


@pytest.mark.parametrize("text", SHOWN_UNREADABLE.values(), ids=SHOWN_UNREADABLE)
def test_a_snippet_that_cannot_be_read_shows_why(served, material, text):
    coin = {"t/coin": material.snippets["t/coin"]}
    tree, _ = served(text, snippets=coin, absent={"t/other": "failed"}, failures={"t/other": FAILURE})
    (shown,) = tree.find_class("broken")
    assert rows(shown.text_content()) == rows(str(FAILURE))
    assert one_line(tree).endswith("after 1.5")


@pytest.mark.parametrize("readable", [True, False])
def test_a_fact_of_a_failed_snippet_shows_why(served, material, readable):
    snippets = material.snippets if readable else {"t/coin": material.snippets["t/coin"]}
    changes = {"snippets": snippets, "absent": {"t/other": "failed"}, "failures": {"t/other": FAILURE}}
    tree, errors = served("It is {{ t/other.w | .2f }} wide.", **changes)
    assert errors == [" ".join(str(FAILURE).split())]
    assert one_line(tree).startswith("before It is snippets/t/other.py:2:")


MISSING = CourseError("'a reason' has no Chinese", path="snippets/t/coin.py", line=2, remedy="Translate it")
LABEL = CourseError("'mean <cost>' has no Chinese", path="snippets/t/coin.py", line=6, remedy="Translate it")
LACKING = {
    "cell": ("``` snippet\nt/coin.py: fit\n```", [MISSING]),
    "figure": ("``` figure\nt/coin.py: curve\nC.\n\nalt: a\n```", [LABEL]),
    "two-cells": ("``` snippet\nt/coin.py: curve fit\n```", [MISSING, LABEL]),
    "program": ("``` program\nt/coin.py\n```", [MISSING, LABEL]),
    "another-cell": ("``` snippet\nt/coin.py: quiet\n```", []),
    "another-snippet": ("``` program\nt/other.py\n```", []),
    "fact": ("{{ t/coin.w }}", []),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("text", "errors"), LACKING.values(), ids=LACKING)
def test_what_lacks_chinese_is_said_below_what_shows_it_and_only_there(served, text, errors, language):
    untranslated = {"t/coin": [(2, MISSING), (6, LABEL)]}
    tree, found = served(text, language, untranslated=untranslated)
    assert found == ([str(error) for error in errors] if language == "zh" else [])
    for error in tree.find_class("broken"):
        before = error.getprevious()
        assert before.tag in ("div", "figure", "details"), "it stands behind something else"
    assert one_line(tree).endswith("after 1.5")


def test_a_build_does_not_say_it_twice(document, place, material):
    lacking = replace(material, untranslated={"t/coin": [(2, MISSING)]})
    text = expand(document(LACKING["cell"][0]), replace(place, language="zh"), lacking, SITE)
    assert "has no Chinese" not in text
